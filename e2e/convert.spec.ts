import { expect, test } from './fixtures';
import { arriveLead } from './new-lead';
import { openForm } from './send-request';

test('a request becomes a contact and a deal; a second request of the same client finds the contact', async ({ page, signIn, baseURL }) => {
  // two visitors fill the form in, each as slowly as a person
  test.slow();
  const email = `convert-${Date.now()}@example.test`;
  const { lastName } = await arriveLead(baseURL ?? '', { email, budget: '1,5 млн' });
  await signIn('manager');
  await page.goto(`/o/demo/leads?q=${lastName}`);
  await page.locator('[data-row="lead"] a', { hasText: lastName }).click();
  await page.getByRole('link', { name: 'В сделку' }).click();
  await expect(page.getByText('С таким телефоном или почтой контактов пока нет.')).toBeVisible();
  await expect(page.getByLabel('Имя нового контакта')).toHaveValue(new RegExp(lastName));
  await expect(page.getByLabel('Сумма')).toHaveValue(/1\s500\s000/);
  await page.getByRole('button', { name: 'Создать сделку' }).click();
  await expect(page.getByText('Созданы контакт и сделка')).toBeVisible();
  await expect(page.locator('[data-metric="deal-amount"]')).toHaveAttribute('data-value', '1500000.00');
  await page.getByRole('link', { name: /Тестова/ }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: new RegExp(lastName) })).toBeVisible();

  // for another service: the same one within ten minutes would be the first request once more
  const { serviceIds } = await openForm(`${baseURL ?? ''}/`);
  const second = await arriveLead(baseURL ?? '', { email, serviceId: serviceIds[1] ?? '' });
  await page.goto(`/o/demo/leads?q=${second.lastName}`);
  await page.locator('[data-row="lead"] a', { hasText: second.lastName }).click();
  await page.getByRole('link', { name: 'В сделку' }).click();
  await expect(page.getByRole('radio', { name: new RegExp(lastName) })).toBeChecked();
  await page.getByRole('button', { name: 'Создать сделку' }).click();
  await expect(page.getByText('Сделка создана для контакта, который уже был')).toBeVisible();

  await page.goto(`/o/demo/leads?state=CONVERTED&q=${second.lastName}`);
  await page.locator('[data-row="lead"] a', { hasText: second.lastName }).click();
  await expect(page.getByRole('heading', { name: 'Чем стала' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'В сделку' })).toHaveCount(0);
});

test('a seller converts own requests alone', async ({ page, signIn, baseURL }) => {
  const { lastName } = await arriveLead(baseURL ?? '');
  await signIn('sales');
  await page.goto(`/o/demo/leads?q=${lastName}`);
  await page.locator('[data-row="lead"] a', { hasText: lastName }).click();
  await expect(page.getByRole('heading', { level: 1, name: new RegExp(lastName) })).toBeVisible();
  await expect(page.getByRole('link', { name: 'В сделку' })).toHaveCount(0);
  expect((await page.request.get(`${new URL(page.url()).pathname}/convert`)).status()).toBe(403);
});
