import { expect, test } from './fixtures';

test('a file comes into the catalog without JavaScript', async ({ page, signIn }) => {
  const code = `БС-${Date.now()}`;
  await signIn('manager');
  await page.goto('/o/demo/catalog/import');
  const file = { name: 'catalog.csv', mimeType: 'text/csv', buffer: Buffer.from(`Код;Вид;Название;Цена\n${code};услуга;Без скриптов ${code};100\n`) };
  await page.getByLabel('Файл CSV или XLSX').setInputFiles(file);
  await page.getByRole('button', { name: 'Проверить' }).click();
  await expect(page.getByText('Файл подходит')).toBeVisible();
  await page.getByLabel('Файл CSV или XLSX').setInputFiles(file);
  await page.getByRole('button', { name: 'Загрузить', exact: true }).click();
  await expect(page.getByText('добавлено 1, изменено 0')).toBeVisible();
});
