import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './fixtures';
import { addPayableOrder, figure, money } from './new-payable-order';
import { unique } from './new-order';

// what is wrong is refused; closed books
test.use({ expectedConsoleErrors: [/422|409/] });

test('the balance is taken in two presses; no more is given back than was received', async ({ page, signIn }) => {
  await signIn('owner');
  const order = await addPayableOrder(page);
  await expect(figure(page, 'order-balance')).toHaveAttribute('data-value', '50000.00');
  await page.locator('#money summary', { hasText: 'Принять оплату' }).click();
  await page.locator('#money').getByRole('button', { name: 'Записать' }).click();
  await expect(page.getByText(/Получено 50\s000\s₽/)).toBeVisible();
  await expect(page.locator('#money')).toContainText('Оплачено полностью');
  await expect(figure(page, 'order-paid')).toHaveAttribute('data-value', '50000.00');
  await page.locator('#money').getByRole('link', { name: 'Вернуть' }).click();
  await expect(page).toHaveURL(/payments\?kind=refunded/);
  await page.getByLabel('Сумма', { exact: false }).first().fill('60000');
  await page.getByRole('button', { name: 'Записать' }).click();
  await expect(page.getByText(/Вернуть можно не больше полученного/)).toBeVisible();
  await page.getByLabel('Сумма', { exact: false }).first().fill('20000,50');
  await page.getByRole('button', { name: 'Записать' }).click();
  await expect(page).toHaveURL(new RegExp(`/orders/${order.id}$`));
  await expect(figure(page, 'order-paid')).toHaveAttribute('data-value', '29999.50');
  await expect(page.locator('#money')).toContainText('Осталось получить');
  await page.goto(`${money}/payments?order=${order.id}`);
  await expect(page.locator('[data-row="payment"]')).toHaveCount(2);
  await expect(page.locator('[data-metric="payments-sum-RUB"]')).toHaveAttribute('data-value', '29999.50');
  const file = await page.request.get(`${money}/payments/export?order=${order.id}`);
  expect(await file.text()).toContain('-20000,5');
});

test('a deleted payment comes back by the undo of its toast', async ({ page, signIn }) => {
  await signIn('owner');
  const order = await addPayableOrder(page, '7000');
  await page.locator('#money summary', { hasText: 'Принять оплату' }).click();
  await page.locator('#money').getByRole('button', { name: 'Записать' }).click();
  await page.locator('#money [data-row="payment"] a').click();
  await page.locator('summary[aria-label="Ещё"]').last().click();
  await page.getByRole('button', { name: 'Удалить' }).click();
  await expect(page).toHaveURL(new RegExp(`/orders/${order.id}$`));
  await expect(figure(page, 'order-paid')).toHaveAttribute('data-value', '0.00');
  await page.getByRole('button', { name: 'Вернуть', exact: true }).click();
  await expect(figure(page, 'order-paid')).toHaveAttribute('data-value', '7000.00');
});

test('expenses are written one after another and found again', async ({ page, signIn }) => {
  await signIn('manager');
  const note = unique('АЗС');
  await page.goto(`${money}/expenses/new`);
  for (const amount of ['1000,10', '2000,20']) {
    await page.getByLabel('Сумма', { exact: false }).first().fill(amount);
    await page.getByLabel('Примечание').fill(note);
    await page.getByRole('button', { name: 'Сохранить и записать ещё' }).click();
    await expect(page.getByLabel('Примечание')).toHaveValue('');
  }
  await page.goto(`${money}/expenses?q=${encodeURIComponent(note)}`);
  await expect(page.locator('[data-row="expense"]')).toHaveCount(2);
  await expect(page.locator('[data-metric="expenses-sum-RUB"]')).toHaveAttribute('data-value', '3000.30');
  // a manager deletes nothing
  await page.locator('[data-row="expense"] a').first().click();
  await expect(page.getByRole('button', { name: 'Сохранить' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Удалить' })).toHaveCount(0);
});

test('pay is approved and paid out by ticks, and its person sees it', async ({ page, signIn }) => {
  await signIn('manager');
  const note = unique('Доплата');
  await page.goto(`${money}/payroll/new`);
  await page.getByLabel('Сотрудник').selectOption({ label: 'Олег Ершов' });
  await page.getByLabel('Ставка за час').fill('450,50');
  await page.getByLabel('Часов').fill('8');
  await page.getByLabel('Примечание').fill(note);
  await page.getByRole('button', { name: 'Начислить' }).click();
  await expect(page.getByText('Начислено.')).toBeVisible();
  const list = `${money}/payroll?q=${encodeURIComponent(note)}`;
  await page.goto(list);
  const row = page.locator('[data-row="payroll"]');
  await expect(row).toContainText(/3\s604\s₽/);
  for (const [button, state] of [['Утвердить', 'APPROVED'], ['Выплатить', 'PAID']] as const) {
    await row.getByRole('checkbox').check();
    await page.getByRole('button', { name: button }).click();
    await expect(row).toHaveAttribute('data-state', state);
  }
  await row.getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Вернуть на проверку' }).click();
  await expect(page.getByText(/Возвращать нечего/)).toBeVisible();
  await expect(row).toHaveAttribute('data-state', 'PAID');
  await signIn('operator');
  await page.goto(list);
  await expect(row).toHaveCount(1);
  await expect(page.getByRole('checkbox')).toHaveCount(0);
  await page.goto(`${money}/payroll`);
  expect(new Set(await row.locator('th a').allTextContents())).toEqual(new Set(['Олег Ершов']));
  expect((await page.request.get(`${money}/payments`)).status()).toBe(403);
});

test('closed days take no money until they are opened again', async ({ page, signIn }) => {
  await signIn('owner');
  await page.goto('/o/demo/settings/money');
  // so long ago that no other test is in the way
  await page.getByLabel('Закрыть по день (включительно)').fill('2001-01-31');
  await page.getByRole('button', { name: 'Закрыть период' }).click();
  await expect(page.getByText('Подтвердите, что всё сверено.')).toBeVisible();
  await page.getByLabel('Всё сверено: закрыть эти дни').check();
  await page.getByRole('button', { name: 'Закрыть период' }).click();
  await expect(page.locator('[data-metric="books-closed-through"]')).toHaveAttribute('data-value', '2001-01-31');
  await page.goto(`${money}/expenses/new?day=2001-01-31`);
  await page.getByLabel('Сумма', { exact: false }).first().fill('100');
  await page.getByRole('button', { name: 'Записать', exact: true }).click();
  await expect(page.getByText(/Период по .* закрыт/)).toBeVisible();
  await page.goto('/o/demo/settings/money');
  await page.getByRole('button', { name: 'Открыть всё' }).click();
  await expect(page.getByText('Всё открыто')).toBeVisible();
});

test('terms of pay stand at the member, for those who keep the payroll', async ({ page, signIn }) => {
  await signIn('manager');
  await page.goto('/o/demo/settings/members');
  await page.getByRole('link', { name: 'Вера Никитина' }).click();
  await page.getByLabel('Как считаем').selectOption('PERCENT');
  await page.locator('#terms input[name="payRate"]').fill('120');
  await page.locator('#terms').getByRole('button', { name: 'Сохранить' }).click();
  await expect(page.getByText('Введите процент от 0 до 100.')).toBeVisible();
  await page.locator('#terms input[name="payRate"]').fill('12,5');
  await page.locator('#terms').getByRole('button', { name: 'Сохранить' }).click();
  await expect(page.getByText('Условия оплаты сохранены.')).toBeVisible();
  await expect(page.locator('#terms input[name="payRate"]')).toHaveValue('12.5');
});

for (const path of ['/payments', '/payments/new', '/expenses', '/payroll', '/payroll/new']) {
  test(`money${path} is accessible`, async ({ page, signIn }) => {
    await signIn('owner');
    await page.goto(money + path);
    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa']).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  });
}
