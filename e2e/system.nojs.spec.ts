import { expect, test } from './fixtures';

test('a periodic job begins now without JavaScript', async ({ page, signIn }) => {
  await signIn('owner');
  await page.goto('/o/demo/settings/jobs?view=schedules');
  await page.getByRole('button', { name: 'Запустить сейчас: Уборка вебхуков' }).click();
  await expect(page.getByText('«Уборка вебхуков» запущено.')).toBeVisible();
  await expect(page).toHaveURL(/view=schedules/);
});
