import { expect, test } from './fixtures';
import { OWNER_PASSWORD, setUp, signInAt, startInstallation, type OwnInstallation } from './own-installation';

test.describe.configure({ mode: 'serial' });
test.use({ expectedConsoleErrors: [/status of 4(00|09|10|22)/] });

const email = 'olga@example.com';
const moved = 'olga.belova@example.com';
const chosen = 'совсем другая фраза';
let own: OwnInstallation;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  own = await startInstallation();
});

test.afterAll(() => own.stop());

test('a new owner is asked calmly to confirm the address, and the link does it', async ({ page }) => {
  const { server, mail } = own;
  await setUp(page, server.url, email);
  const banner = page.getByText(`Подтвердите адрес ${email}`);
  await expect(banner).toBeVisible();
  const first = await mail.find(email, /\/confirm\/[\w-]{43}/);
  await page.getByRole('button', { name: 'Прислать ещё раз' }).click();
  await expect(page.getByText(`Письмо отправлено на ${email}.`)).toBeVisible();
  await expect(page).toHaveURL(/\/o\/teplyy-dom/);
  await mail.find(email, /\/confirm\/[\w-]{43}/);
  // a mail server looks first
  expect((await page.request.get(server.url + first)).headers()['referrer-policy']).toBe('same-origin');
  await page.goto(server.url + first);
  await page.getByRole('button', { name: 'Подтвердить' }).click();
  await expect(page.getByText(`Адрес ${email} подтверждён.`)).toBeVisible();
  await expect(page).toHaveURL(/\/profile\/account$/);
  await page.goto(`${server.url}/o/teplyy-dom`);
  await expect(page.getByRole('heading').first()).toBeVisible();
  await expect(banner).toHaveCount(0);
  expect((await page.request.get(server.url + first)).status()).toBe(410);
});

test('a forgotten password is set anew; every device is signed out and the link is used up', async ({ page, browser }) => {
  const { server, mail } = own;
  const elsewhere = await browser.newPage();
  await signInAt(elsewhere, server.url, email, OWNER_PASSWORD);
  await expect(elsewhere).toHaveURL(/\/o\/teplyy-dom/);
  await page.goto(`${server.url}/login`);
  await page.getByRole('link', { name: 'Забыли пароль?' }).click();
  await expect(page).toHaveURL(/\/forgot$/);
  for (const typed of ['nobody@example.com', email]) {
    await page.getByRole('textbox', { name: 'Электронная почта', exact: true }).fill(typed);
    await page.getByRole('button', { name: /Прислать/ }).click();
    await expect(page.getByText('Если такой адрес у нас есть, ссылка уже в пути.')).toBeVisible();
    await page.goto(`${server.url}/forgot`);
  }
  const link = await mail.find(email, /\/reset\/[\w-]{43}/);
  expect(mail.count('nobody@example.com')).toBe(0);
  await page.goto(server.url + link);
  await page.getByRole('textbox', { name: 'Новый пароль' }).fill('1234567890');
  await page.getByRole('button', { name: 'Сохранить пароль' }).click();
  await expect(page.getByText('Такой пароль подбирают первым.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Новый пароль' }).fill(chosen);
  await page.getByRole('button', { name: 'Сохранить пароль' }).click();
  await expect(page).toHaveURL(/\/login$/);
  await expect(page.getByText('Пароль изменён. Войдите с новым.')).toBeVisible();
  await mail.find(email, /вы задали новый пароль по ссылке/);
  await elsewhere.goto(`${server.url}/o/teplyy-dom`);
  await expect(elsewhere).toHaveURL(/\/login/);
  await elsewhere.close();
  await page.goto(server.url + link);
  await expect(page.getByRole('heading', { name: 'Ссылка больше не действует' })).toBeVisible();
  await signInAt(page, server.url, email, chosen);
  await expect(page).toHaveURL(/\/o\/teplyy-dom/);
});

test('the e-mail is changed by a link to the new address; the old one is told before and after', async ({ page }) => {
  const { server, mail } = own;
  await signInAt(page, server.url, email, chosen);
  await expect(page).toHaveURL(/\/o\/teplyy-dom/);
  await page.goto(`${server.url}/profile/account`);
  await page.getByText('Сменить адрес', { exact: true }).first().click();
  const card = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Электронная почта' }) });
  await card.getByRole('textbox', { name: 'Новый адрес' }).fill(moved);
  await card.getByRole('textbox', { name: 'Текущий пароль' }).fill('not this one');
  await card.getByRole('button', { name: 'Сменить адрес' }).click();
  await expect(card.getByRole('alert')).toHaveText('Текущий пароль неверен.');
  await expect(card.getByRole('textbox', { name: 'Новый адрес' })).toHaveValue(moved);
  await card.getByRole('textbox', { name: 'Текущий пароль' }).fill(chosen);
  await card.getByRole('button', { name: 'Сменить адрес' }).click();
  await expect(card.getByText(`Ждём подтверждения ${moved}`)).toBeVisible();
  await mail.find(email, /попросили заменить адрес/);
  const link = await mail.find(moved, /\/confirm\/[\w-]{43}/);
  await page.goto(server.url + link);
  await page.getByRole('button', { name: 'Перейти на новый адрес' }).click();
  await expect(page).toHaveURL(/\/profile\/account$/);
  await expect(card.getByText(moved)).toBeVisible();
  await mail.find(email, /На этот адрес письма больше не придут/);
});

test('the history names each sign-in and refused attempt with its device', async ({ page }) => {
  const { server } = own;
  await signInAt(page, server.url, moved, 'not this one');
  await expect(page.getByRole('alert')).toBeVisible();
  await signInAt(page, server.url, moved, chosen);
  await expect(page).toHaveURL(/\/o\/teplyy-dom/);
  await page.goto(`${server.url}/profile/security`);
  const rows = page.getByRole('table', { name: /Входы и отклонённые попытки/ }).locator('[data-row="signIns"]');
  await expect(rows.first()).toContainText('Вход по паролю');
  await expect(rows.first()).toContainText('локальная сеть');
  await expect(rows.nth(1)).toContainText('Неверный пароль');
  await expect(rows.filter({ hasText: 'Первый вход' })).toHaveCount(1);
});
