import { expect, test } from './fixtures';
import { money } from './new-payable-order';
import { unique } from './new-order';

// what is wrong is refused
test.use({ expectedConsoleErrors: [/422|409/] });

test('a payment is taken on the order without JavaScript; what is wrong is said and stays typed', async ({ page, signIn }) => {
  await signIn('owner');
  await page.goto('/o/demo/orders?state=APPROVED&due=yes');
  const id = await page.locator('[data-row="order"]').first().getAttribute('data-id');
  await page.goto(`/o/demo/orders/${id ?? ''}`);
  const note = unique('Касса');
  const before = Number(await page.locator('[data-metric="order-paid"]').getAttribute('data-value'));
  await page.locator('#money summary', { hasText: 'Принять оплату' }).click();
  await page.locator('#money input[name="amount"]').fill('сто рублей');
  await page.locator('#money').getByRole('button', { name: 'Записать' }).click();
  await expect(page.getByText('Введите сумму, например 1 500,50.')).toBeVisible();
  await expect(page.locator('input[name="amount"]')).toHaveValue('сто рублей');
  await page.locator('input[name="amount"]').fill('0,01');
  await page.getByLabel('Примечание').fill(note);
  await page.getByRole('button', { name: 'Записать' }).click();
  await expect(page).toHaveURL(new RegExp(`/orders/${id ?? ''}$`));
  await expect(page.locator('#money')).toContainText(note);
  expect(Number(await page.locator('[data-metric="order-paid"]').getAttribute('data-value'))).toBeCloseTo(before + 0.01, 2);
});

test('an expense names its order by a text; a filter narrows the list', async ({ page, signIn }) => {
  await signIn('manager');
  await page.goto(`${money}/payments`);
  const number = (await page.locator('[data-row="payment"] td a').first().textContent()) ?? '';
  const note = unique('Ремень');
  await page.goto(`${money}/expenses/new`);
  await page.getByRole('radio', { name: 'Ремонт' }).check();
  await page.locator('input[name="amount"]').fill('900');
  await page.getByLabel('Примечание').fill(note);
  await page.getByLabel('Заказ, если по заказу').fill(number);
  await page.getByRole('button', { name: 'Записать', exact: true }).click();
  await expect(page.getByText(/Расход 900\s₽ записан/)).toBeVisible();
  await page.goto(`${money}/expenses?q=${encodeURIComponent(note)}`);
  await expect(page.locator('[data-row="expense"]')).toContainText(number);
  await page.locator('summary', { hasText: 'Фильтры' }).click();
  await page.locator('select[name="kind"]').selectOption('FUEL');
  await page.getByRole('button', { name: 'Показать', exact: true }).click();
  await expect(page.locator('[data-row="expense"]')).toHaveCount(0);
});
