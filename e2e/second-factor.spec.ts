import { rmSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './fixtures';
import { PASSWORD } from './invitations';
import { startServer } from './running-server';
import { codeOf, joinSecond, sendPassword, setUpApp } from './second-factor';
import { SECOND } from './second-organization';

test.use({ expectedConsoleErrors: [/status of 4(00|22)/] });

test('an app is set up, a sign-in asks for its code, and each code is good once', async ({ page, browser, context }) => {
  test.setTimeout(120_000);
  const { email } = await joinSecond(browser, page);
  await page.goto('/profile/security');
  const { secret, codes } = await setUpApp(page);
  expect(codes).toHaveLength(10);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.getByRole('link', { name: 'Я сохранил коды' }).click();
  await expect(page.getByText('Осталось 10 кодов из 10.')).toBeVisible();
  await expect(page.locator('[data-row="recovery-codes"]')).toHaveCount(0);

  await context.clearCookies();
  await page.goto(`${SECOND}/contacts`);
  await page.getByRole('checkbox', { name: 'Не выходить на этом устройстве' }).check();
  await sendPassword(page, email);
  await expect(page.getByRole('heading', { name: 'Подтвердите вход' })).toBeVisible();
  expect((await context.cookies()).some(({ name }) => name === 'teplo_session'), 'no session before the code').toBe(false);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.getByRole('textbox', { name: 'Код из приложения' }).fill('000000');
  await page.getByRole('button', { name: 'Войти', exact: true }).click();
  await expect(page.getByText('Код не подошёл.')).toBeVisible();
  const code = codeOf(secret);
  await page.getByRole('textbox', { name: 'Код из приложения' }).fill(code);
  await page.getByRole('button', { name: 'Войти', exact: true }).click();
  await expect(page).toHaveURL(`${SECOND}/contacts`);
  const session = (await context.cookies()).find(({ name }) => name === 'teplo_session');
  expect(session?.expires, 'remembered, as asked for with the password').toBeGreaterThan(Date.now() / 1000 + 29 * 24 * 3600);

  await context.clearCookies();
  await page.goto('/login');
  await sendPassword(page, email);
  await page.getByRole('textbox', { name: 'Код из приложения' }).fill(code);
  await page.getByRole('button', { name: 'Войти', exact: true }).click();
  await expect(page.getByText('Код не подошёл.')).toBeVisible();
  await page.getByRole('link', { name: 'Войти с резервным кодом' }).click();
  await page.getByRole('textbox', { name: 'Резервный код' }).fill((codes[0] ?? '').toUpperCase());
  await page.getByRole('button', { name: 'Войти', exact: true }).click();
  await expect(page.getByText('Резервный код использован, осталось 9.')).toBeVisible();
  await expect(page).toHaveURL(SECOND);

  await page.goto('/profile/security');
  await page.getByText('Отключить', { exact: true }).click();
  await page.locator('#totp input[name="password"]').fill(PASSWORD);
  await page.locator('#totp input[name="code"]').fill(codes[0] ?? '');
  await page.getByRole('button', { name: 'Отключить приложение' }).click();
  await expect(page.getByText('Код не подошёл.')).toBeVisible();
  await page.locator('#totp input[name="password"]').fill(PASSWORD);
  await page.locator('#totp input[name="code"]').fill(codes[1] ?? '');
  await page.getByRole('button', { name: 'Отключить приложение' }).click();
  await expect(page.getByText('Приложение с кодами отключено.')).toBeVisible();
  await context.clearCookies();
  await page.goto('/login');
  await sendPassword(page, email);
  await expect(page).toHaveURL(SECOND);
});

test('a passkey is added, signs in alone, and is deleted', async ({ page, browser, context, baseURL }) => {
  test.setTimeout(120_000);
  // passkeys belong to a name, not to a number: the site's own address
  const site = (baseURL ?? '').replace('127.0.0.1', 'localhost');
  const { email } = await joinSecond(browser, page);
  await context.clearCookies();
  const devtools = await context.newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', { options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true } });
  await page.goto(`${site}/login?redirectTo=/profile/security`);
  await sendPassword(page, email);
  await page.getByText('Добавить ключ доступа', { exact: true }).click();
  const add = page.locator('form', { has: page.getByRole('button', { name: 'Создать ключ' }) });
  await add.getByRole('textbox', { name: 'Название' }).fill('Рабочий ноутбук');
  await add.locator('input[name="password"]').fill(PASSWORD);
  await add.getByRole('button', { name: 'Создать ключ' }).click();
  await expect(page.locator('[data-row="passkeys"]')).toContainText('Рабочий ноутбук');
  await expect(page.locator('[data-row="recovery-codes"]')).toHaveCount(10);

  // a virtual device answers at once, also what waits in the list of names: here the button is what is tried
  await page.addInitScript(() => {
    PublicKeyCredential.isConditionalMediationAvailable = () => Promise.resolve(false);
  });
  await context.clearCookies();
  await page.goto(`${site}/login?redirectTo=/profile/security`);
  await page.getByRole('button', { name: 'Войти с ключом доступа' }).click();
  await expect(page).toHaveURL(`${site}/profile/security`);
  await expect(page.getByText('Вход по ключу доступа').first()).toBeVisible();

  const row = page.locator('[data-row="passkeys"]');
  await row.getByText('Изменить').click();
  await row.getByRole('textbox', { name: 'Название' }).fill('Телефон');
  await row.getByRole('button', { name: 'Переименовать' }).click();
  await expect(row).toContainText('Телефон');
  if (!(await row.locator('input[name="password"]').isVisible())) await row.getByText('Изменить').click();
  await row.locator('input[name="password"]').fill(PASSWORD);
  await row.getByRole('button', { name: 'Удалить ключ' }).click();
  await expect(page.getByText('Ключ «Телефон» удалён.')).toBeVisible();
  await expect(row).toHaveCount(0);
  await devtools.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId });
});

test('an organisation that wants a second factor shows nothing to a member without one', async ({ page, browser }) => {
  test.setTimeout(150_000);
  const server = await startServer({ DEMO: '0' });
  const context = await browser.newContext({ baseURL: server.url, locale: 'ru-RU' });
  try {
    const owner = await context.newPage();
    await owner.goto('/setup');
    await owner.getByRole('textbox', { name: 'Название' }).fill('Строгие люди');
    await owner.getByRole('textbox', { name: 'Адрес в ссылках' }).fill('strogie');
    await owner.getByRole('textbox', { name: 'Услуги в форме заявки' }).fill('Охрана');
    await owner.getByRole('textbox', { name: 'Ваше имя' }).fill('Олег Строгий');
    await owner.getByRole('textbox', { name: 'Электронная почта' }).fill('oleg@example.com');
    await owner.getByRole('textbox', { name: 'Пароль' }).fill(PASSWORD);
    await owner.getByRole('button', { name: 'Создать организацию' }).click();
    await expect(owner).toHaveURL(/\/o\/strogie/);
    await owner.goto('/o/strogie/settings/members?invite');
    await owner.getByRole('textbox', { name: 'Электронная почта' }).fill('mila@example.com');
    await owner.getByRole('combobox', { name: 'Роль' }).selectOption({ label: 'Менеджер' });
    await owner.getByRole('button', { name: 'Получить ссылку' }).click();
    const link = await owner.getByRole('textbox', { name: 'Ссылка приглашения' }).inputValue();

    await owner.goto('/o/strogie/settings/security');
    await owner.getByRole('checkbox', { name: 'Пускать только тех' }).check();
    await owner.getByRole('button', { name: 'Сохранить' }).click();
    await expect(owner.getByRole('alert').getByText('Сначала подключите второй шаг себе')).toBeVisible();
    await owner.getByRole('link', { name: 'Подключить' }).click();
    await setUpApp(owner);
    await owner.goto('/o/strogie/settings/security');
    await owner.getByRole('checkbox', { name: 'Пускать только тех' }).check();
    await owner.getByRole('button', { name: 'Сохранить' }).click();
    await expect(owner.getByText('Настройки сохранены.')).toBeVisible();

    await page.goto(`${server.url}${new URL(link).pathname}`);
    await page.getByRole('textbox', { name: 'Ваше имя' }).fill('Мила Новая');
    await page.locator('input[name="password"]').fill(PASSWORD);
    await page.getByRole('button', { name: 'Начать работу' }).click();
    await expect(page).toHaveURL(/\/profile\/security\?needed=strogie/);
    await page.goto(`${server.url}/o/strogie/contacts`);
    await expect(page.getByText('Организация «Строгие люди» просит второй шаг при входе')).toBeVisible();
    for (const path of ['/o/strogie/contacts/export?format=csv', '/resources/o/strogie/search?q=a']) {
      expect((await page.request.get(`${server.url}${path}`, { maxRedirects: 0 })).status(), path).toBe(303);
    }
    await setUpApp(page);
    await page.getByRole('link', { name: 'Вернуться к работе' }).click();
    await expect(page).toHaveURL(`${server.url}/o/strogie/contacts`);

    await owner.goto('/o/strogie/settings/members');
    await owner.getByRole('link', { name: /mila@example\.com/ }).click();
    await owner.getByText('Сбросить…').click();
    await owner.getByRole('button', { name: 'Сбросить второй шаг' }).click();
    await expect(owner.getByText('Второй шаг для Мила Новая сброшен.')).toBeVisible();
    await page.goto(`${server.url}/o/strogie/contacts`);
    await expect(page).toHaveURL(/\/login\?/);
  } finally {
    await context.close();
    await server.stop();
    rmSync(server.dataDir, { recursive: true, force: true });
  }
});
