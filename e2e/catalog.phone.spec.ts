import { expect, test } from './fixtures';

for (const path of ['/catalog', '/catalog?kind=EQUIPMENT', '/catalog/new', '/catalog/categories', '/catalog/maintenance']) {
  test(`${path} fits the phone`, async ({ page, signIn }) => {
    await signIn('owner');
    await page.goto(`/o/demo${path}`);
    await expect(page.locator('main h1')).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  });
}

test('a machine is opened from its card and fits the phone', async ({ page, signIn }) => {
  await signIn('operator');
  await page.goto('/o/demo/catalog?kind=EQUIPMENT');
  await page.locator('[data-row="item"] a').first().tap();
  await expect(page.locator('article[data-id] h1')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Изменить' })).toHaveCount(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
});
