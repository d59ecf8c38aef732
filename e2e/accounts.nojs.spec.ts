import { expect, test } from './fixtures';
import { setUp, signInAt, startInstallation, type OwnInstallation } from './own-installation';

const email = 'olga@example.com';
let own: OwnInstallation;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  own = await startInstallation();
});

test.afterAll(() => own.stop());

test('a forgotten password and an address to confirm need no JavaScript', async ({ page, context }) => {
  const { server, mail } = own;
  await setUp(page, server.url, email);
  await page.goto(server.url + (await mail.find(email, /\/confirm\/[\w-]{43}/)));
  await page.getByRole('button', { name: 'Подтвердить' }).click();
  await expect(page.getByText(`Адрес ${email} подтверждён.`)).toBeVisible();
  await context.clearCookies();
  await page.goto(`${server.url}/forgot`);
  await page.locator('input[name="email"]').fill(email);
  await page.getByRole('button', { name: 'Прислать ссылку' }).click();
  await expect(page.getByText('Проверьте почту')).toBeVisible();
  await page.goto(server.url + (await mail.find(email, /\/reset\/[\w-]{43}/)));
  await page.locator('input[name="password"]').fill('совсем другая фраза');
  await page.getByRole('button', { name: 'Сохранить пароль' }).click();
  await expect(page).toHaveURL(/\/login$/);
  await signInAt(page, server.url, email, 'совсем другая фраза');
  await expect(page).toHaveURL(/\/o\/teplyy-dom/);
});
