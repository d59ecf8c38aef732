import { expect, test } from './fixtures';

test('pages of figures fit a phone, and figures are links', async ({ page, signIn }) => {
  await signIn('owner');
  for (const place of ['deals', 'tasks', 'contacts', 'activities', 'funnel']) {
    await page.goto(`/o/demo/analytics/${place}?period=year`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), place).toBeLessThanOrEqual(0);
  }
  await page.goto('/o/demo/analytics/deals?period=year');
  const total = Number(await page.locator('[data-metric="deals-total"]').getAttribute('data-value'));
  expect(total).toBeGreaterThan(0);
  await page.locator('[data-metric="deals-total"]').click();
  await expect(page).toHaveURL(/\/deals\?.*state=all/);
});
