import AxeBuilder from '@axe-core/playwright';
import type { Browser, Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { acceptAsNew, inviteToSecond, uniqueEmail, PASSWORD } from './invitations';
import { SECOND, signInToSecond } from './second-organization';

// several people and devices in one test
test.describe.configure({ timeout: 90_000 });

const signInAs = async (page: Page, email: string, password = PASSWORD) => {
  await page.goto('/login');
  await page.locator('input[name="email"]').fill(email);
  await page.locator('input[name="password"]').fill(password);
  await page.locator('form button[type="submit"]').last().click();
};

const elsewhere = async (browser: Browser) => (await browser.newContext()).newPage();

test('a new person joins by the link, which is shown once and works once', async ({ page, browser }) => {
  await signInToSecond(page);
  const email = uniqueEmail();
  const link = await inviteToSecond(page, email, 'Менеджер');
  await page.reload();
  await expect(page.getByText(email).first()).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Ссылка приглашения' })).toHaveCount(0);

  const guest = await elsewhere(browser);
  await guest.goto(link);
  await expect(guest.getByRole('heading', { name: /Второй участок/ })).toBeVisible();
  expect((await new AxeBuilder({ page: guest }).analyze()).violations).toEqual([]);
  await acceptAsNew(guest, 'Анна Новая');
  await expect(guest).toHaveURL(new RegExp(SECOND));
  await expect(guest.getByText(/Добро пожаловать/)).toBeVisible();

  const late = await elsewhere(browser);
  expect((await late.goto(link))?.status()).toBe(410);
  await expect(late.getByRole('heading', { name: 'Приглашение уже принято' })).toBeVisible();
});

test('removal ends the access at once, on every device', async ({ page, browser }) => {
  await signInToSecond(page);
  const email = uniqueEmail();
  const guest = await elsewhere(browser);
  await guest.goto(await inviteToSecond(page, email, 'Менеджер'));
  await acceptAsNew(guest, 'Борис Краткий');
  const phone = await elsewhere(browser);
  await signInAs(phone, email);
  await expect(phone).toHaveURL(new RegExp(SECOND));

  await page.goto(`${SECOND}/settings/members`);
  await page.getByRole('link', { name: /Борис Краткий/ }).click();
  await page.getByText('Убрать…').click();
  await page.getByRole('button', { name: 'Убрать', exact: true }).click();
  await expect(page.getByText('Борис Краткий больше не работает в организации.')).toBeVisible();
  for (const device of [guest, phone]) {
    await device.goto(`${SECOND}/leads`);
    await expect(device).toHaveURL(/\/login/);
  }
});

test('an existing account joins with one button; signed in as another it is told so', async ({ page, browser }) => {
  await signInToSecond(page);
  const email = uniqueEmail();
  const guest = await elsewhere(browser);
  await guest.goto(await inviteToSecond(page, email, 'Наблюдатель'));
  await acceptAsNew(guest, 'Вера Повторная');
  await page.goto(`${SECOND}/settings/members`);
  await page.getByRole('link', { name: new RegExp(email) }).click();
  await page.getByText('Убрать…').click();
  await page.getByRole('button', { name: 'Убрать', exact: true }).click();
  await expect(page.getByText(/больше не работает/)).toBeVisible();

  const link = await inviteToSecond(page, email, 'Оператор');
  await page.goto(link);
  await expect(page.getByText(`Приглашение — для ${email}, а вы вошли как second@demo.test.`)).toBeVisible();
  await guest.goto(link);
  await guest.getByRole('link', { name: 'Войти' }).click();
  await guest.locator('input[name="email"]').fill(email);
  await guest.locator('input[name="password"]').fill(PASSWORD);
  await guest.locator('form button[type="submit"]').last().click();
  await guest.getByRole('button', { name: 'Принять приглашение' }).click();
  await expect(guest).toHaveURL(new RegExp(SECOND));
  await page.goto(`${SECOND}/settings/members`);
  await expect(page.getByRole('row', { name: new RegExp(email) })).toContainText('Оператор');
});

test('a new link kills the old one, and a link taken back opens nothing', async ({ page, browser }) => {
  await signInToSecond(page);
  const email = uniqueEmail();
  const first = await inviteToSecond(page, email, 'Менеджер');
  await page.getByRole('button', { name: `Новая ссылка: ${email}` }).click();
  const field = page.getByRole('textbox', { name: 'Ссылка приглашения' });
  await expect(field).not.toHaveValue(first);
  const second = await field.inputValue();
  const guest = await elsewhere(browser);
  expect((await guest.goto(first))?.status()).toBe(404);
  expect((await guest.goto(second))?.status()).toBe(200);
  await page.getByRole('button', { name: `Отозвать приглашение: ${email}` }).click();
  await expect(page.getByText(`Приглашение для ${email} отозвано.`)).toBeVisible();
  expect((await guest.goto(second))?.status()).toBe(410);
});

test('what was typed stays when it cannot be taken', async ({ page }) => {
  await signInToSecond(page);
  await page.goto(`${SECOND}/settings/members?invite`);
  await page.getByRole('textbox', { name: 'Электронная почта' }).fill('никто');
  await page.getByRole('button', { name: 'Получить ссылку' }).click();
  await expect(page.getByText('Проверьте адрес: он должен быть вида name@example.ru.')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Электронная почта' })).toHaveValue('никто');
});

test.describe('refused', () => {
  test.use({ expectedConsoleErrors: [/status of (409|403)/] });

  test('a member is not invited twice', async ({ page }) => {
    await signInToSecond(page);
    await page.goto(`${SECOND}/settings/members?invite`);
    await page.getByRole('textbox', { name: 'Электронная почта' }).fill('Second@Demo.test');
    await page.getByRole('button', { name: 'Получить ссылку' }).click();
    await expect(page.getByText('Этот человек здесь уже работает.')).toBeVisible();
  });

  test('the only owner can neither step down nor leave', async ({ page }) => {
    await signInToSecond(page);
    await page.goto(`${SECOND}/settings/members`);
    await page.getByRole('link', { name: /second@demo\.test/ }).click();
    await expect(page.getByText('Это единственный владелец: сначала назначьте ещё одного.')).toBeVisible();
    await expect(page.getByText('Покинуть…')).toHaveCount(0);
    const path = new URL(page.url()).pathname;
    const demotion = await page.request.post(path, { form: { intent: 'change', role: 'ADMIN', seenRole: 'OWNER' } });
    expect(demotion.status()).toBe(409);
    expect((await page.request.post(path, { form: { intent: 'remove' } })).status()).toBe(409);
  });

  test('an admin touches no owner', async ({ page, signIn }) => {
    await signIn('admin');
    await page.goto('/o/demo/settings/members');
    await page.getByRole('link', { name: /owner@demo\.test/ }).click();
    await expect(page.getByText('Владельца меняют только владельцы.')).toBeVisible();
    await expect(page.locator('#member').getByRole('button', { name: 'Сохранить' })).toHaveCount(0);
    const path = new URL(page.url()).pathname;
    expect((await page.request.post(path, { form: { intent: 'change', role: 'VIEWER', seenRole: 'OWNER' } })).status()).toBe(403);
    expect((await page.request.post(path, { form: { intent: 'remove' } })).status()).toBe(403);
  });
});

for (const role of ['manager', 'sales', 'viewer'] as const) {
  test(`${role} sees who works here, and no way to change it`, async ({ page, signIn }) => {
    await signIn(role);
    await page.goto('/o/demo/settings/members');
    await expect(page.locator('[data-row="member"]').filter({ hasText: 'owner@demo.test' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Пригласить' })).toHaveCount(0);
    await expect(page.getByRole('link', { name: 'Команды' })).toHaveCount(0);
    await page.getByRole('link', { name: /owner@demo\.test/ }).click();
    await expect(page.getByText('Менять роли и убирать людей могут владелец и администратор.')).toBeVisible();
    await expect(page.locator('#member').getByRole('button', { name: 'Сохранить' })).toHaveCount(0);
  });
}

test('a role and a team change, and the rights count at once', async ({ page, browser }) => {
  await signInToSecond(page);
  const email = uniqueEmail();
  const guest = await elsewhere(browser);
  await guest.goto(await inviteToSecond(page, email, 'Оператор'));
  await acceptAsNew(guest, 'Глеб Меняющийся');
  expect((await guest.goto(`${SECOND}/leads`))?.status()).toBe(403);
  await page.goto(`${SECOND}/settings/members`);
  await page.getByRole('link', { name: new RegExp(email) }).click();
  await page.getByRole('combobox', { name: 'Роль' }).selectOption({ label: 'Руководитель' });
  await page.locator('#member').getByRole('button', { name: 'Сохранить' }).click();
  await expect(page.getByText('Сохранено: Глеб Меняющийся. Права действуют сразу.')).toBeVisible();
  expect((await guest.goto(`${SECOND}/leads`))?.status()).toBe(200);
});

test('access by team: what a colleague of another team has in hand is not there', async ({ page, browser }) => {
  await signInToSecond(page);
  const email = uniqueEmail();
  const guest = await elsewhere(browser);
  await guest.goto(await inviteToSecond(page, email, 'Наблюдатель'));
  await acceptAsNew(guest, 'Дина Узкая');
  await guest.goto(`${SECOND}/leads?state=all`);
  const card = await guest.locator('[data-row="lead"]').first().getAttribute('data-id');
  await page.goto(`${SECOND}/settings/access`);
  await page.getByRole('combobox', { name: 'Наблюдатель: Заявки' }).selectOption({ label: 'Только свои' });
  await page.getByRole('button', { name: 'Сохранить' }).click();
  await expect(page.getByText('Доступ сохранён и уже действует.')).toBeVisible();
  await guest.goto(`${SECOND}/leads?state=all`);
  await expect(guest.locator('[data-row="lead"]')).toHaveCount(0);
  expect((await guest.goto(`${SECOND}/leads/${card}`))?.status()).toBe(404);
  await page.getByRole('combobox', { name: 'Наблюдатель: Заявки' }).selectOption({ label: 'Все' });
  await page.getByRole('button', { name: 'Сохранить' }).click();
  await expect(page.getByRole('combobox', { name: 'Наблюдатель: Заявки' })).toHaveValue('ALL');
});

test('an owner makes a further organisation, switches, and lands in the last one', async ({ page }) => {
  await signInToSecond(page);
  await page.goto('/organizations');
  await page.getByRole('link', { name: 'Новая организация' }).click();
  const name = `Третий участок ${Date.now()}`;
  await page.getByRole('textbox', { name: 'Название' }).fill(name);
  await page.getByRole('textbox', { name: 'Услуги в форме заявки' }).fill('Бурение');
  await page.getByRole('button', { name: 'Создать' }).click();
  await expect(page).toHaveURL(/\/o\/tretiy-uchastok-\d+$/);
  const made = new URL(page.url()).pathname;
  await page.goto('/login');
  await expect(page).toHaveURL(new RegExp(`${made}$`));
  await page.goto(SECOND);
  await page.goto('/login');
  await expect(page).toHaveURL(new RegExp(`${SECOND}$`));
  await page.goto('/organizations');
  await expect(page.locator('[data-row="organization"]').filter({ hasText: name })).toContainText('Владелец');
});

test('nobody but owners makes organisations', async ({ page, signIn }) => {
  await signIn('manager');
  await page.goto('/organizations');
  await expect(page.getByRole('link', { name: 'Новая организация' })).toHaveCount(0);
  expect((await page.request.get('/organizations/new')).status()).toBe(403);
  const form = { organizationName: 'Моя', slug: 'moya', timeZone: 'Europe/Moscow', currency: 'RUB', services: 'x' };
  expect((await page.request.post('/organizations/new', { form })).status()).toBe(403);
});

test('teams are named, renamed and deleted; the pages hold the rules of accessibility', async ({ page }) => {
  await signInToSecond(page);
  await page.goto(`${SECOND}/settings/teams`);
  const name = `Север ${Date.now()}`;
  await page.getByRole('textbox', { name: 'Название команды', exact: true }).fill(name);
  await page.getByRole('button', { name: 'Добавить команду' }).click();
  await expect(page.getByText(`Команда «${name}» добавлена.`)).toBeVisible();
  const row = page.locator('[data-row="team"]').filter({ has: page.locator(`input[value="${name}"]`) });
  await row.getByText('Удалить…').click();
  await row.getByRole('button', { name: 'Удалить' }).click();
  await expect(page.getByText(`Команда «${name}» удалена.`)).toBeVisible();
  for (const place of ['members?invite', 'teams', 'access']) {
    await page.goto(`${SECOND}/settings/${place}`);
    expect((await new AxeBuilder({ page }).analyze()).violations, place).toEqual([]);
  }
});

test('a person keeps their own time zone', async ({ page }) => {
  await signInToSecond(page);
  await page.goto('/profile');
  await page.getByRole('combobox', { name: 'Часовой пояс' }).selectOption('Asia/Omsk');
  await page.getByRole('button', { name: 'Сохранить' }).first().click();
  await expect(page.getByText('Сохранено.')).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Часовой пояс' })).toHaveValue('Asia/Omsk');
  await page.getByRole('combobox', { name: 'Часовой пояс' }).selectOption('');
  await page.getByRole('button', { name: 'Сохранить' }).first().click();
  await expect(page.getByRole('combobox', { name: 'Часовой пояс' })).toHaveValue('');
});
