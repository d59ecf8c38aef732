import { expect, test } from './fixtures';
import { fillLine, openNewOrder, orderIdOf, orders, shownTotal, unique } from './new-order';

const lines = '[data-row="line"]';

test('lines are added, moved and removed without JavaScript, and nothing typed is lost', async ({ page, signIn }) => {
  await signIn('manager');
  await openNewOrder(page);
  const address = unique('ул. Лесная');
  await page.getByLabel('Адрес работ').fill(address);
  await page.getByRole('button', { name: 'Услуга', exact: true }).click();
  await fillLine(page, 1, { name: 'Планировка', quantity: '2', unitPrice: '1000', discountPercent: '10', taxPercent: '20' });
  await page.getByRole('button', { name: 'Материал', exact: true }).click();
  await fillLine(page, 2, { name: 'Песок', quantity: '3', unitPrice: '0,335', taxPercent: '0' });
  await page.getByRole('button', { name: 'Товар', exact: true }).click();
  await expect(page.locator(lines)).toHaveCount(3);
  await page.locator(lines).nth(2).getByRole('button', { name: /^Убрать/ }).click();
  await page.getByRole('button', { name: 'Выше: Песок' }).click();
  await expect(page.locator(lines).first().locator('input[name="lines[0].name"]')).toHaveValue('Песок');
  await expect(page.getByLabel('Адрес работ')).toHaveValue(address);
  // 1800 + 360 + 1.01
  expect(await shownTotal(page)).toBe('2161.01');
  await page.getByRole('button', { name: 'Создать заказ' }).click();
  await expect(page).toHaveURL(/\/orders\/[\da-f-]{36}$/);
  await page.goto(`${orders}/${orderIdOf(page)}/edit`);
  expect(await shownTotal(page)).toBe('2161.01');
});

test('the catalog is searched without JavaScript', async ({ page, signIn }) => {
  await signIn('manager');
  await page.goto('/o/demo/catalog?kind=SERVICE');
  const name = (await page.locator('[data-row="item"]').first().getByRole('link').first().innerText()).trim();
  await openNewOrder(page);
  await page.getByLabel('Из каталога').fill(name);
  await page.getByRole('button', { name: 'Добавить', exact: true }).click();
  if (await page.getByRole('radio', { name }).count()) {
    await page.getByRole('radio', { name }).first().check();
    await page.getByRole('button', { name: 'Добавить', exact: true }).click();
  }
  await expect(page.locator(lines).first().locator('input[name="lines[0].name"]')).toHaveValue(name);
});
