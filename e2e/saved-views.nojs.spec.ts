import { expect, test } from './fixtures';

const list = '/o/demo/leads';

test.use({ expectedConsoleErrors: [/422/] });

test('keeps a view, finds the list as it was left and deletes the view without JavaScript', async ({ page, signIn }) => {
  const name = `Без скрипта ${Date.now().toString(36)}`;
  await signIn('admin');
  await page.goto(`${list}?state=all&priority=low`);
  await page.locator('summary', { hasText: 'Сохранить' }).click();
  await page.getByLabel('Название вида').fill(' ');
  await page.getByRole('button', { name: 'Сохранить', exact: true }).click();
  await expect(page.getByText('Назовите вид.')).toBeVisible();
  await page.getByLabel('Название вида').fill(name);
  await page.getByRole('button', { name: 'Сохранить', exact: true }).click();
  const view = page.getByRole('navigation', { name: 'Сохранённые виды' }).getByRole('link', { name });
  await expect(view).toHaveAttribute('aria-current', 'page');

  const menu = page.getByRole('navigation', { name: 'Главное меню' });
  await menu.getByRole('link', { name: 'Каталог' }).click();
  await menu.getByRole('link', { name: 'Заявки' }).click();
  await expect(page).toHaveURL(`${list}?state=all&priority=low`);

  await page.getByLabel(`Вид «${name}»`).click();
  await page.getByRole('button', { name: 'Удалить вид' }).click();
  await expect(page.getByText(`Вид «${name}» удалён.`)).toBeVisible();
  await page.getByRole('button', { name: 'Вернуть', exact: true }).click();
  await expect(view).toBeVisible();
  await page.getByLabel(`Вид «${name}»`).click();
  await page.getByRole('button', { name: 'Удалить вид' }).click();
  await expect(view).toBeHidden();
});
