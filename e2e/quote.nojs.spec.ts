import { expect, test } from './fixtures';
import { arriveLead } from './new-lead';
import { fillLine, unique } from './new-order';

test('a client follows the own order and accepts the quote without JavaScript', async ({ page, signIn, baseURL }) => {
  test.slow();
  const { lastName, statePage } = await arriveLead(baseURL ?? '');
  await page.goto(statePage);
  await expect(page.locator('[data-order-state]')).toHaveCount(0);

  await signIn('manager');
  await page.goto(`/o/demo/leads?q=${lastName}`);
  const leadId = await page.locator('[data-row="lead"]').first().getAttribute('data-id');
  await page.goto('/o/demo/contacts');
  const contactId = await page.locator('[data-row="contact"]').first().getAttribute('data-id');
  await page.goto(`/o/demo/orders/new?lead=${leadId}&contact=${contactId}`);
  await page.getByLabel('Адрес работ').fill(unique('ул. Согласная'));
  await page.getByLabel('Начало по плану').fill('2031-04-04T09:00');
  await page.getByRole('button', { name: 'Услуга', exact: true }).click();
  await fillLine(page, 1, { name: 'Планировка', quantity: '3', unitPrice: '1000', taxPercent: '0' });
  await page.getByRole('button', { name: 'Создать заказ' }).click();
  await expect(page).toHaveURL(/\/orders\/[\da-f-]{36}$/);
  const card = page.url();
  await page.locator('#documents').getByRole('button', { name: 'Коммерческое предложение' }).click();
  await expect(page.locator('[data-row="document"]')).toHaveCount(1);

  await page.context().clearCookies();
  await page.goto(statePage);
  const order = page.locator('[data-order-state="CREATED"]');
  await expect(order.getByText('3 000 ₽')).toBeVisible();
  await expect(order.getByRole('listitem').first()).toHaveAttribute('aria-current', 'step');
  const pdf = await page.request.get(`${statePage}/quote`);
  expect(pdf.headers()['content-type']).toBe('application/pdf');
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
  await order.getByRole('button', { name: 'Принять предложение' }).click();
  await expect(order.getByText(/Вы приняли предложение/)).toBeVisible();
  await expect(order.getByRole('button', { name: 'Принять предложение' })).toHaveCount(0);

  await signIn('manager');
  await page.goto(card);
  await expect(page.getByText(/Клиент принял предложение/).first()).toBeVisible();
});
