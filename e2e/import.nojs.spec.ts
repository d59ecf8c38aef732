import { expect, test } from './fixtures';
import { clientsFile, freshPhone, upload } from './import-file';

test('an import goes from the file to its undo without JavaScript', async ({ page, signIn }) => {
  // two runs in the background, each waited for
  test.slow();
  await signIn('manager');
  await upload(page, clientsFile([{ name: `Без скриптов ${Date.now()}`, phone: freshPhone() }]));
  await page.getByLabel('Метки всем контактам из файла').fill('выставка');
  await page.getByRole('button', { name: 'Предпросмотр' }).click();
  await expect(page.getByLabel('Метки всем контактам из файла')).toHaveValue('выставка');
  await page.getByRole('button', { name: 'Проверить весь файл' }).click();
  await expect(page.locator('[data-metric="import-created"]')).toHaveAttribute('data-value', '1', { timeout: 20_000 });
  await page.getByRole('button', { name: 'Загрузить 1 контакт' }).click();
  await expect(page.getByText('Загрузка закончена')).toBeVisible({ timeout: 20_000 });
  await page.getByRole('button', { name: 'Отменить загрузку' }).click();
  await expect(page.locator('[data-metric="import-reverted"]')).toHaveAttribute('data-value', '1', { timeout: 20_000 });
});
