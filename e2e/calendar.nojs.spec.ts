import { expect, test } from './fixtures';

test('the calendar is walked and filtered without JavaScript', async ({ page, signIn }) => {
  await signIn('owner');
  await page.goto('/o/demo/calendar');
  await page.getByRole('link', { name: 'Месяц', exact: true }).click();
  await expect(page.locator('[data-row="booking"]').first()).toBeVisible();
  await page.getByRole('link', { name: 'Следующий месяц' }).click();
  await page.getByRole('link', { name: 'Этот месяц' }).click();
  await page.locator('summary', { hasText: 'Отбор' }).click();
  await page.getByRole('checkbox', { name: 'Только свободные' }).check();
  await page.getByRole('button', { name: 'Показать' }).click();
  await expect(page).toHaveURL(/view=month.*free=yes/);
  await expect(page.locator('[data-row="booking"]')).toHaveCount(0);
});
