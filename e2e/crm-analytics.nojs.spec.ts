import { expect, test } from './fixtures';

test('figures, charts and the choice of a person work without JavaScript', async ({ page, signIn }) => {
  await signIn('manager');
  await page.goto('/o/demo/analytics/deals?period=year');
  await expect(page.locator('#chart-deals-by-month svg, svg#chart-deals-by-month, .recharts-wrapper svg').first()).toBeVisible();
  await expect(page.locator('[data-chart="deals-by-month"] tbody tr').first()).toBeAttached();
  await page.getByLabel('Ответственный').selectOption({ label: 'Мои' });
  await page.getByRole('button', { name: 'Показать' }).last().click();
  await expect(page).toHaveURL(/owner=mine/);
  await expect(page).toHaveURL(/period=year/);
  await page.goto('/o/demo/analytics/activities?period=year');
  await page.getByRole('link', { name: 'Дальше' }).click();
  await expect(page.locator('[data-row="activity"]').first()).toBeVisible();
});
