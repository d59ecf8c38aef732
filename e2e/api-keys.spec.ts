import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { SECOND, signInToSecond } from './second-organization';

const PAGE = `${SECOND}/settings/api-keys`;
const rowOf = (page: Page, name: string) => page.locator('[data-row="apiKey"]').filter({ hasText: name });
const uniqueName = (name: string) => `${name} ${Date.now()}`;

async function openForm(page: Page, name: string) {
  await signInToSecond(page);
  await page.goto(`${PAGE}?new`);
  await page.getByRole('textbox', { name: 'Название' }).fill(name);
}

test('a key is shown once, works within its scopes, and is revoked', async ({ page }) => {
  const name = uniqueName('Сайт');
  await openForm(page, name);
  await page.getByText('Выбрать', { exact: true }).click();
  await page.getByRole('checkbox', { name: 'Контакты: Чтение' }).check();
  await page.getByText('30 дней').click();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.getByRole('button', { name: 'Создать ключ' }).click();
  const field = page.getByRole('textbox', { name: 'Новый ключ API' });
  await expect(field).toHaveValue(/^teplo_[\w-]{43}$/);
  const key = await field.inputValue();
  expect(page.url()).not.toContain('teplo_');
  expect((await page.context().cookies()).some(({ value }) => value.includes(key))).toBe(false);
  await expect(rowOf(page, name)).toContainText('Контакты чтение');

  const headers = { Authorization: `Bearer ${key}` };
  const ask = (path: string) => page.request.get(`/api/v1${path}`, { headers });
  expect((await ask('/contacts')).status()).toBe(200);
  expect((await ask('/api-keys')).status()).toBe(403);

  await page.goto(PAGE);
  await expect(page.getByText(key)).toHaveCount(0);
  await expect(field).toHaveCount(0);
  await expect(rowOf(page, name)).not.toContainText('ещё не было');
  await rowOf(page, name).getByText('Отозвать…').click();
  await rowOf(page, name).getByRole('button', { name: 'Отозвать', exact: true }).click();
  await expect(page.getByText(`Ключ «${name}» отозван.`)).toBeVisible();
  await expect(rowOf(page, name)).toHaveCount(0);
  expect((await ask('/contacts')).status()).toBe(401);
});

test.describe('a form that is sent wrong', () => {
  test.use({ expectedConsoleErrors: [/422/] });

  test('says so at the rights and keeps the name', async ({ page }) => {
    const name = uniqueName('Отчёт');
    await openForm(page, name);
    await page.getByText('Выбрать', { exact: true }).click();
    await page.getByRole('button', { name: 'Создать ключ' }).click();
    await expect(page.getByText('Отметьте хотя бы одно право.')).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'Название' })).toHaveValue(name);
    await expect(page.getByRole('checkbox', { name: 'Сделки: Изменение' })).toBeVisible();
  });
});

test('a person signs in with the phone number of the profile', async ({ page }) => {
  const digits = String(Date.now()).slice(-7);
  await signInToSecond(page);
  await page.goto('/profile');
  await page.getByRole('textbox', { name: 'Телефон' }).fill(`8 (916) ${digits}`);
  await page.getByRole('button', { name: 'Сохранить', exact: true }).first().click();
  await expect(page.getByText('Сохранено.')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Телефон' })).toHaveValue(/^\+7 916 \d{3}-\d\d-\d\d$/);

  await page.context().clearCookies();
  await page.goto('/login');
  await page.getByRole('textbox', { name: 'Электронная почта или телефон' }).fill(`+7916${digits}`);
  await page.locator('input[name="password"]').fill('demo-password');
  await page.getByRole('button', { name: 'Войти' }).click();
  await expect(page).toHaveURL(new RegExp(SECOND));
});
