import AxeBuilder from '@axe-core/playwright';
import { addContact } from './contact-in-trash';
import { expect, test } from './fixtures';
import { fillInTime } from './new-lead';
import { openForm, sendForm } from './send-request';

const BASE = '/o/demo/settings/personal-data';

test('a person is found, gathered into an archive and erased with a receipt', async ({ page, signIn, baseURL }) => {
  test.setTimeout(120_000);
  await signIn('owner');
  const email = `forget-${Date.now()}@example.test`;
  expect((await sendForm(await openForm(`${baseURL}/`), { email, lastName: 'Забываева', comments: 'Мой адрес: Тверь' })).status).toBe(303);
  await page.goto(`${BASE}?q=${encodeURIComponent(email)}`);
  const found = page.locator('[data-row="person"]');
  await expect(found).toHaveCount(1);
  await found.getByRole('link').click();
  await expect(page.getByRole('heading', { name: 'Что мы храним о человеке' })).toBeVisible();
  await expect(page.locator('[data-metric="leads-anonymised"]')).toHaveAttribute('data-value', '1');
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

  const personUrl = page.url();
  await page.getByRole('button', { name: 'Собрать архив' }).click();
  const latest = page.locator('[data-row="personal-export"]').first();
  await expect(latest).toHaveAttribute('data-run-state', 'DONE', { timeout: 30_000 });
  const [download] = await Promise.all([page.waitForEvent('download'), latest.getByRole('link', { name: 'Скачать архив' }).click()]);
  expect(download.suggestedFilename()).toBe('personal-data.tar.gz');

  await page.goto(personUrl);
  await page.getByLabel('Я понимаю, что данные исчезнут навсегда').check();
  await page.getByRole('button', { name: 'Удалить данные человека' }).click();
  await expect(page.getByRole('heading', { name: /Акт об удалении персональных данных № \d+/ })).toBeVisible();
  await expect(page.locator('[data-metric="leads-anonymised"]')).toHaveAttribute('data-value', '1');
  await expect(page.getByText('В резервных копиях данные остаются до')).toBeVisible();
  await expect(page.locator('main')).not.toContainText(email);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.goto(`${BASE}?q=${encodeURIComponent(email)}`);
  await expect(page.getByText('С такой почтой или телефоном никого нет.')).toBeVisible();
  await page.goto(`/o/demo/leads?state=all&q=${encodeURIComponent('Забываева')}`);
  await expect(page.locator('[data-row="lead"]')).toHaveCount(0);
  await page.goto(personUrl);
  await expect(page.getByText('Этот человек уже удалён')).toBeVisible();
});

test('others than owner and administrator are refused', async ({ page, signIn }) => {
  await signIn('manager');
  for (const path of ['', '/retention', '/consents', '/person?contact=01950000-0000-7000-8000-000000000000']) {
    expect([path, (await page.request.get(`${BASE}${path}`)).status()]).toEqual([path, 403]);
  }
});

test.describe('with a wrong number on the way', () => {
  test.use({ expectedConsoleErrors: [/status of 400/] });

  test('a retention period is checked, saved and can be seen again', async ({ page, signIn }) => {
    await signIn('admin');
    await page.goto(`${BASE}/retention`);
    const row = page.locator('[data-row="retention"][data-id="webhooks"]');
    const field = row.getByLabel('Дней');
    await field.fill('9999');
    await row.getByRole('button').click();
    await expect(row.getByRole('alert')).toContainText('от 1 до 365');
    await field.fill('45');
    await row.getByRole('button').click();
    await expect(page.getByText('Срок сохранён')).toBeVisible();
    await expect(field).toHaveValue('45');
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await field.fill('30');
    await row.getByRole('button').click();
    await expect(field).toHaveValue('30');
  });
});

test('a request keeps the version of the text that its form showed', async ({ page, signIn, baseURL }) => {
  await signIn('owner');
  await page.goto(`${BASE}/consents`);
  const card = page.locator('[data-row="consent-text"][data-id="BEHAVIOR"]');
  const publish = card.getByRole('button', { name: /Опубликовать версию/ });
  const before = Number((/\d+/.exec((await publish.textContent()) ?? '') ?? ['1'])[0]) - 1;
  const form = await openForm(`${baseURL}/`);
  const opened = Date.now();
  await card.getByLabel('Новый текст').fill(`Мы учитываем, как вы заполняете форму. ${Date.now()}`);
  await publish.click();
  await expect(page.getByText(`Версия ${before + 1} опубликована`)).toBeVisible();
  await card.getByText('Прежние версии').click();
  await expect(card.getByText(`Версия ${before} ·`)).toBeVisible();

  const email = `version-${Date.now()}@example.test`;
  await fillInTime(opened);
  expect((await sendForm(form, { email, behaviorConsent: 'on' })).status).toBe(303);
  await page.goto(`/o/demo/leads?state=all&q=${encodeURIComponent(email)}`);
  await page.locator('[data-row="lead"]').getByRole('link').first().click();
  await expect(page.locator('[data-row="consent"]').filter({ hasText: 'Учёт поведения на форме' })).toContainText(`версия ${before}, форма`);

  await page.goto('/r/demo/privacy');
  await expect(page.locator('[data-version]')).toContainText(/Версия \d+ от/);
});

test('whose work is under way is not erased', async ({ page, signIn }) => {
  await signIn('owner');
  const id = await addContact(page, `Работин ${Date.now()}`);
  await page.goto(`/o/demo/contacts/${id}`);
  await page.getByRole('link', { name: 'Персональные данные' }).click();
  await expect(page.getByRole('heading', { name: 'Что мы храним о человеке' })).toBeVisible();
  // the confirmation is the server's rule too
  const refused = await page.request.post(`${BASE}/person`, { form: { intent: 'erase', contact: id }, headers: { Origin: new URL(page.url()).origin } });
  expect(refused.status()).toBe(400);
});
