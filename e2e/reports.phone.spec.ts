import { expect, test } from './fixtures';

for (const report of ['summary', 'equipment', 'employees', 'clients', 'pay']) {
  test(`the report of ${report} fits a phone`, async ({ page, signIn }) => {
    await signIn('owner');
    await page.goto(`/o/demo/reports/${report}?period=year`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
  });
}
