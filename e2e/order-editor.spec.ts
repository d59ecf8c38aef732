import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './fixtures';
import { fillLine, openNewOrder, orderIdOf, orders, shownTotal, unique } from './new-order';

// what is missing is asked for; somebody was faster
test.use({ expectedConsoleErrors: [/422|409/] });

const lines = '[data-row="line"]';

test('lines from the catalog and by hand; the price that is shown while typing is the price that is stored', async ({ page, signIn }) => {
  await signIn('manager');
  await openNewOrder(page);
  const address = unique('ул. Полевая');
  await page.getByLabel('Адрес работ').fill(address);
  await page.getByRole('combobox', { name: 'Из каталога' }).click();
  await page.getByRole('listbox').getByRole('option').first().click();
  await expect(page.locator(lines)).toHaveCount(1);
  await page.getByRole('button', { name: 'Материал', exact: true }).click();
  await fillLine(page, 2, { name: 'Болты', quantity: '3', unitPrice: '0,335', discountPercent: '', taxPercent: '20' });
  await expect(page.locator(lines).nth(1).locator('[data-metric="line-total"]')).toHaveAttribute('data-value', '1.21');
  await expect(page.locator(lines).nth(1).locator('[data-story]')).toContainText('3 × 0,335');
  const total = await shownTotal(page);
  // the keyboard moves a line and keeps its place in hand
  await page.getByRole('button', { name: 'Выше: Болты' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.locator(lines).first().locator('input[name="lines[0].name"]')).toHaveValue('Болты');
  await expect(page.getByRole('button', { name: 'Выше: Болты' })).toBeFocused();
  expect(await shownTotal(page)).toBe(total);
  await page.getByRole('button', { name: 'Создать заказ' }).click();
  await expect(page).toHaveURL(/\/orders\/[\da-f-]{36}$/);
  await page.goto(`${orders}/${orderIdOf(page)}/edit`);
  await expect(page.getByLabel('Адрес работ')).toHaveValue(address);
  expect(await shownTotal(page)).toBe(total);
});

test('what is missing is said at its field, and everything typed stays', async ({ page, signIn }) => {
  await signIn('sales');
  await page.goto(`${orders}/new`);
  await page.getByLabel('Начало по плану').fill('2030-05-02T10:00');
  await page.getByLabel('Окончание по плану').fill('2030-05-02T09:00');
  await page.getByRole('button', { name: 'Услуга', exact: true }).click();
  await fillLine(page, 1, { quantity: '9999999999', unitPrice: '999999999999' });
  // said while it is typed
  await expect(page.getByText('Окончание должно быть позже начала.')).toBeVisible();
  const line = page.locator(lines).first();
  await expect(line.locator('[data-story]')).toHaveText(/Слишком большая сумма/);
  await page.getByRole('button', { name: 'Создать заказ' }).click();
  await expect(line.getByText('Заполните это поле.')).toBeVisible();
  await fillLine(page, 1, { name: 'Осмотр' });
  await page.getByRole('button', { name: 'Создать заказ' }).click();
  await expect(page.getByLabel('Количество')).toHaveAccessibleDescription(/Слишком большая сумма/);
  await expect(page.getByLabel('Количество')).toHaveValue('9999999999');
  await page.getByLabel('Окончание по плану').fill('2030-05-02T18:00');
  await fillLine(page, 1, { quantity: '1', unitPrice: '100' });
  await page.getByRole('button', { name: 'Создать заказ' }).click();
  await expect(page.getByText('Чтобы создать заказ, выберите клиента.')).toBeVisible();
  await expect(page.getByText('Чтобы создать заказ, укажите адрес.')).toBeVisible();
});

test('a draft is saved quietly; a new order outlives a reload', async ({ page, signIn }) => {
  await signIn('manager');
  await openNewOrder(page);
  const address = unique('пер. Тихий');
  await page.getByLabel('Адрес работ').fill(address);
  await page.getByRole('button', { name: 'Услуга', exact: true }).click();
  await fillLine(page, 1, { name: 'Планировка', quantity: '2', unitPrice: '1000', taxPercent: '0' });
  await page.reload();
  await expect(page.getByText('Мы вернули то, что вы набрали')).toBeVisible();
  await expect(page.getByLabel('Адрес работ')).toHaveValue(address);
  expect(await shownTotal(page)).toBe('2000.00');
  await page.getByRole('button', { name: 'Сохранить черновик' }).click();
  await expect(page).toHaveURL(/\/orders\/[\da-f-]{36}$/);
  const edit = `${orders}/${orderIdOf(page)}/edit`;
  await page.goto(edit);
  await page.getByLabel('Описание работ').fill('Заезд со двора');
  await expect(page.getByText(/Черновик сохранён в/)).toBeVisible();
  await page.goto(edit);
  await expect(page.getByLabel('Описание работ')).toHaveValue('Заезд со двора');
});

test('somebody was faster: both versions are shown, nothing typed is lost', async ({ page, signIn, browser }) => {
  await signIn('manager');
  await openNewOrder(page);
  await page.getByLabel('Адрес работ').fill('ул. Первая, 1');
  await page.getByRole('button', { name: 'Создать заказ' }).click();
  await expect(page).toHaveURL(/\/orders\/[\da-f-]{36}$/);
  const edit = `${orders}/${orderIdOf(page)}/edit`;
  await page.goto(edit);
  const other = await browser.newContext({ storageState: await page.context().storageState() });
  const second = await other.newPage();
  await second.goto(new URL(edit, page.url()).href);
  await second.getByLabel('Адрес работ').fill('ул. Вторая, 2');
  await second.getByRole('button', { name: 'Сохранить', exact: true }).click();
  await expect(second).toHaveURL(/\/orders\/[\da-f-]{36}$/);
  await other.close();
  await page.getByLabel('Адрес работ').fill('ул. Третья, 3');
  await page.getByRole('button', { name: 'Сохранить', exact: true }).click();
  await expect(page.getByText('Пока вы редактировали, заказ изменил кто-то другой').first()).toBeVisible();
  const conflict = page.getByRole('row', { name: /Адрес работ/ });
  await expect(conflict).toContainText('ул. Вторая, 2');
  await expect(conflict).toContainText('ул. Третья, 3');
  await expect(page.getByLabel('Адрес работ')).toHaveValue('ул. Третья, 3');
  await page.getByRole('button', { name: 'Сохранить', exact: true }).click();
  await expect(page).toHaveURL(/\/orders\/[\da-f-]{36}$/);
});

test('the form can be used by everybody', async ({ page, signIn }) => {
  await signIn('manager');
  await openNewOrder(page);
  await page.getByRole('button', { name: 'Техника', exact: true }).click();
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag22aa']).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
});
