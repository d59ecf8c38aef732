import { expect, test } from './fixtures';

test('the bell, the list and the choices fit a phone', async ({ page, signIn }) => {
  await signIn('manager');
  for (const path of ['/o/demo/notifications', '/profile/notifications?org=demo']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  }
  await page.goto('/o/demo');
  await expect(page.locator('[data-live]')).toBeVisible();
  await page.getByLabel(/^Уведомления(:|$)/).filter({ visible: true }).click();
  await expect(page.getByRole('link', { name: 'Все уведомления' })).toBeInViewport();
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
});
