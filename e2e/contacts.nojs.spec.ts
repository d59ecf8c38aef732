import { expect, test } from './fixtures';

test.use({ expectedConsoleErrors: [/status of (400|409|422)/] });

const list = '/o/demo/contacts';

test('a contact is added, warned about, changed, merged and deleted without JavaScript', async ({ page, signIn }) => {
  const code = `${Date.now()}`.slice(-9);
  await signIn('manager');
  for (const name of [`Бесскриптов ${code}`, `Бесскриптов ${code} бис`]) {
    await page.goto(`${list}/new`);
    await page.getByLabel('Имя или название').fill(name);
    await page.getByLabel('Телефон 2').fill(`89${code}`);
    await page.getByLabel('Метки', { exact: true }).fill('НДС, тендер');
    await page.getByRole('button', { name: 'Добавить контакт' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  }
  await expect(page.getByText('Похоже, такой контакт уже есть')).toBeVisible();
  await expect(page.getByLabel('Телефон 2')).toHaveValue(`89${code}`);
  await page.getByRole('button', { name: 'Сохранить всё равно' }).click();
  await expect(page.getByRole('heading', { level: 1, name: `Бесскриптов ${code} бис` })).toBeVisible();
  await expect(page.getByRole('link', { name: 'тендер' })).toBeVisible();

  await page.getByRole('link', { name: 'Сравнить' }).click();
  await page.getByRole('row', { name: /Имя или название/ }).getByLabel(`Бесскриптов ${code}`, { exact: true }).check();
  await page.getByRole('button', { name: 'Объединить' }).click();
  await expect(page.getByRole('heading', { level: 1, name: `Бесскриптов ${code}`, exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Вернуть', exact: true }).click();
  await expect(page.getByText('Снова два контакта.')).toBeVisible();

  await page.getByLabel('Ещё действия').click();
  await page.getByRole('button', { name: /Удалить/ }).click();
  await expect(page.getByText('в корзине.')).toBeVisible();
  await page.getByRole('button', { name: 'Вернуть', exact: true }).click();
  await expect(page.getByText('снова на месте.')).toBeVisible();
});

test('the list is searched, filtered, sorted and paged without JavaScript', async ({ page, signIn }) => {
  await signIn('viewer');
  await page.goto(list);
  await expect(page.getByRole('link', { name: 'Новый контакт' })).toHaveCount(0);
  await page.getByRole('link', { name: 'Дальше' }).click();
  await expect(page).toHaveURL(/after=/);
  await page.getByText('Фильтры').click();
  await page.locator('select[name="kind"]').selectOption('PERSON');
  await page.getByRole('button', { name: 'Показать' }).click();
  await expect(page).toHaveURL(/kind=PERSON/);
  await page.getByRole('link', { name: 'Имя или название' }).click();
  await expect(page.getByRole('columnheader', { name: 'Имя или название' })).toHaveAttribute('aria-sort', 'descending');
});

test('a field of one’s own is made and moved without JavaScript', async ({ page, signIn }) => {
  const label = `Объект ${Date.now() % 1_000_000}`;
  await signIn('admin');
  await page.goto('/o/demo/settings/fields?for=deals');
  await page.getByRole('link', { name: 'Добавить поле' }).click();
  await page.getByLabel('Что в нём').selectOption('CHOICE');
  await page.getByRole('textbox', { name: 'Название' }).fill(label);
  await page.getByRole('button', { name: 'Добавить поле' }).click();
  await expect(page.getByText('Напишите хотя бы один вариант.')).toBeVisible();
  await page.getByLabel('Варианты').fill('Дом\nАнгар');
  await page.getByRole('button', { name: 'Добавить поле' }).click();
  const field = page.locator('[data-row="field"]').filter({ hasText: label });
  await expect(field).toContainText('Дом, Ангар');
  await field.getByRole('link', { name: `Изменить: ${label}` }).click();
  await page.getByRole('textbox', { name: 'Название' }).fill(`${label} новый`);
  await page.getByRole('button', { name: 'Сохранить' }).click();
  await expect(page.getByText(`Поле «${label} новый» сохранено.`)).toBeVisible();
});
