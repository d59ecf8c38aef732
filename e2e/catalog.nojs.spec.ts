import { expect, test } from './fixtures';

test.use({ expectedConsoleErrors: [/status of 422/] });

test('the catalog is kept without JavaScript: an attachment with its machine, a branch of the tree', async ({ page, signIn }) => {
  const stamp = Date.now();
  await signIn('owner');
  await page.goto('/o/demo/catalog/new?kind=EQUIPMENT');
  // what the money settings say for new items
  await expect(page.getByLabel(/^НДС/)).toHaveValue('22');
  await page.getByRole('textbox', { name: 'Название' }).fill(`Носитель ${stamp}`);
  await page.getByRole('button', { name: 'Добавить в каталог' }).click();
  await expect(page.getByText('Укажите цену часа или смены.')).toBeVisible();
  await page.getByRole('textbox', { name: /^Цена смены/ }).fill('18 000');
  await page.getByRole('button', { name: 'Добавить в каталог' }).click();
  await expect(page.getByRole('heading', { level: 1, name: `Носитель ${stamp}` })).toBeVisible();

  await page.goto('/o/demo/catalog/new?kind=ATTACHMENT');
  await page.getByRole('textbox', { name: 'Название' }).fill(`Ковш ${stamp}`);
  await page.getByLabel('К какой машине').fill(`Носитель ${stamp}`);
  await page.getByRole('button', { name: 'Добавить в каталог' }).click();
  await expect(page.getByRole('link', { name: `Носитель ${stamp}` })).toBeVisible();

  await page.goto('/o/demo/catalog/categories');
  for (const name of [`Верх ${stamp}`, `Низ ${stamp}`]) {
    await page.getByRole('textbox', { name: 'Название категории' }).fill(name);
    await page.getByRole('button', { name: 'Добавить категорию' }).click();
  }
  const row = page.locator('[data-row="category"]').filter({ hasText: `Низ ${stamp}` });
  await page.getByRole('button', { name: `Вложить в предыдущую: Низ ${stamp}` }).click();
  await expect(row).toHaveAttribute('data-depth', '1');
  await page.getByRole('link', { name: `Переименовать: Низ ${stamp}` }).click();
  await page.getByRole('textbox', { name: 'Название категории' }).first().fill(`Дно ${stamp}`);
  await page.getByRole('button', { name: 'Сохранить' }).click();
  await expect(page.getByRole('link', { name: `Дно ${stamp}`, exact: true })).toBeVisible();
});
