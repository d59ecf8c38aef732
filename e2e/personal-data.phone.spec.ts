import { expect, test } from './fixtures';

test('personal data on a phone: nothing is wider than the screen', async ({ page, signIn }) => {
  await signIn('owner');
  for (const path of ['', '/retention', '/consents']) {
    await page.goto(`/o/demo/settings/personal-data${path}`);
    await expect(page.getByRole('heading', { name: 'Персональные данные', level: 2 })).toBeVisible();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect([path, overflow]).toEqual([path, 0]);
  }
});
