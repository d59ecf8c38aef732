import { expect, test } from './fixtures';

test('a period and a client are chosen without JavaScript', async ({ page, signIn }) => {
  await signIn('owner');
  await page.goto('/o/demo/reports/clients');
  await page.getByRole('navigation', { name: 'Период' }).getByRole('link', { name: 'Всё время' }).click();
  const client = page.locator('[data-row="clients"]').first();
  const name = (await client.locator('th').innerText()).trim();
  await page.getByText('Условия', { exact: true }).click();
  await page.getByLabel('Клиент').fill(name);
  await page.locator('details[open]').getByRole('button', { name: 'Показать', exact: true }).click();
  await expect(page.getByRole('link', { name: `Убрать условие: ${name}` })).toBeVisible();
  await expect(page.locator('[data-row="clients"]')).toHaveCount(1);
});
