import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './fixtures';
import { fillLine, openNewOrder, unique } from './new-order';

// wrong requisites, texts and addresses are refused on purpose
test.use({ expectedConsoleErrors: [/status of (400|422)/] });

const settings = '/o/demo/settings/documents';

test('requisites are checked by their digits and kept', async ({ page, signIn }) => {
  await signIn('admin');
  await page.goto(settings);
  const account = page.getByLabel('Расчётный счёт');
  const known = await account.inputValue();
  // before the page is alive nobody looks at what is left
  await expect(async () => {
    await account.fill('40702810000000000000');
    await account.blur();
    await expect(page.getByText('Счёт не подходит к этому БИК. Сверьте оба номера.')).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await account.fill(known);
  const accountant = unique('Иванова').slice(0, 30);
  await page.getByLabel('Главный бухгалтер').fill(accountant);
  await page.getByRole('button', { name: 'Сохранить', exact: true }).click();
  await expect(page.getByText('Реквизиты сохранены. Они попадут в новые документы.')).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Главный бухгалтер')).toHaveValue(accountant);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
});

test('the manager reads the settings and cannot change them', async ({ page, signIn }) => {
  await signIn('manager');
  await page.goto(settings);
  await expect(page.getByLabel('ИНН', { exact: true })).toBeDisabled();
  await expect(page.getByRole('button', { name: 'Загрузить' })).toHaveCount(0);
  expect((await page.request.get(`${settings}/pictures/signature`)).status()).toBe(403);
});

test('words of a document: a placeholder that is unknown is named, a new version is saved, the sample is a PDF', async ({ page, signIn }) => {
  await signIn('owner');
  await page.goto(`${settings}/act`);
  const terms = page.getByLabel('Условия');
  await terms.fill('Принято: {{totl}}');
  await terms.blur();
  await expect(page.getByText('Не знаем, что подставить: {{totl}}.')).toBeVisible();
  const words = unique('Работы приняты, {{client.name}}.');
  await terms.fill(words);
  await expect(page.locator('[data-preview]')).toContainText('ООО «Щёлковский кирпичный завод»');
  await page.getByRole('button', { name: 'Сохранить новую версию' }).click();
  await expect(page.getByText(/Акт: сохранена версия \d+/)).toBeVisible();
  await page.goto(`${settings}/act`);
  await expect(page.getByLabel('Условия')).toHaveValue(words);
  const sample = await page.request.get(`${settings}/act/sample`);
  expect(sample.headers()['content-type']).toBe('application/pdf');
  expect((await sample.body()).subarray(0, 5).toString()).toBe('%PDF-');
});

test('an invoice is made on the order’s card, saved and sent', async ({ page, signIn }) => {
  await signIn('manager');
  await openNewOrder(page);
  await page.getByLabel('Адрес работ').fill(unique('ул. Счётная'));
  await page.getByLabel('Начало по плану').fill('2031-03-03T09:00');
  await page.getByLabel('Окончание по плану').fill('2031-03-03T18:00');
  await page.getByRole('button', { name: 'Услуга', exact: true }).click();
  await fillLine(page, 1, { name: 'Планировка', quantity: '2', unitPrice: '1000', taxPercent: '20' });
  await page.getByRole('button', { name: 'Создать заказ' }).click();
  await expect(page).toHaveURL(/\/orders\/[\da-f-]{36}$/);

  const panel = page.locator('#documents');
  await expect(panel.getByRole('button', { name: 'Акт', exact: true })).toBeDisabled();
  await panel.getByRole('button', { name: 'Счёт', exact: true }).click();
  await expect(page.getByText(/Создан документ: Счёт С-\d{4}-\d{6}/).first()).toBeVisible();
  const row = panel.locator('[data-row="document"]');
  await expect(row.locator('[data-metric="document-total"]')).toHaveAttribute('data-value', '2400.00');
  const download = page.waitForEvent('download');
  await row.getByRole('link').click();
  expect((await download).suggestedFilename()).toMatch(/С-\d{4}-\d{6}\.pdf$/);

  await row.getByText('Отправить клиенту').click();
  await row.getByLabel('Кому').fill('client@nowhere');
  await row.getByLabel('Сообщение').fill('Ждём вас.');
  await row.getByRole('button', { name: 'Отправить', exact: true }).click();
  await expect(page.getByText('Проверьте адрес почты.')).toBeVisible();
  await expect(row.getByLabel('Сообщение')).toHaveValue('Ждём вас.');
  await row.getByLabel('Кому').fill('client@example.test');
  await row.getByRole('button', { name: 'Отправить', exact: true }).click();
  await expect(panel.getByText(/отправлен на client@example\.test/)).toBeVisible();
});

test('the operator comes to no document', async ({ page, signIn }) => {
  await signIn('manager');
  await page.goto('/o/demo/orders?state=COMPLETED');
  const orderId = await page.locator('[data-row="order"]').first().getAttribute('data-id');
  await page.context().clearCookies();
  await signIn('operator');
  expect((await page.request.get(`/o/demo/orders/${orderId}/documents`)).status()).toBe(403);
});
