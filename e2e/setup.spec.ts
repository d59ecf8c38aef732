import { rmSync } from 'node:fs';
import { expect, test } from './fixtures';
import { startServer, type RunningServer } from './running-server';

let server: RunningServer;

// an installation of its own, with nothing in it
test.beforeAll(async () => {
  test.setTimeout(90_000);
  server = await startServer({ DEMO: '0' });
});

test.afterAll(async () => {
  await server.stop();
  rmSync(server.dataDir, { recursive: true, force: true });
});

test.use({ expectedConsoleErrors: [/status of 400/] });

test('the first visit makes the organisation and its owner, whatever page was asked for', async ({ page, request }) => {
  for (const asked of ['/', '/login', '/profile', '/o/some/leads']) {
    const answer = await request.get(server.url + asked, { maxRedirects: 0 });
    expect([answer.status(), answer.headers().location], asked).toEqual([303, '/setup']);
  }
  await page.goto(server.url);
  await page.getByRole('textbox', { name: 'Название' }).fill('Тёплый дом');
  await expect(page.getByRole('textbox', { name: 'Адрес в ссылках' })).toHaveValue('teplyy-dom');
  await page.getByRole('textbox', { name: 'Услуги в форме заявки' }).fill('Монтаж отопления\nРемонт котлов');
  await page.getByRole('textbox', { name: 'Ваше имя' }).fill('Ольга Белова');
  await page.getByRole('textbox', { name: 'Электронная почта' }).fill('olga@example.com');
  await page.getByRole('textbox', { name: 'Пароль' }).fill('1234567890');
  await page.getByRole('button', { name: 'Создать организацию' }).click();
  await expect(page.getByText('Такой пароль подбирают первым.')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Название' })).toHaveValue('Тёплый дом');

  await page.getByRole('textbox', { name: 'Пароль' }).fill('длинная хорошая фраза');
  await page.getByRole('button', { name: 'Создать организацию' }).click();
  await expect(page).toHaveURL(`${server.url}/o/teplyy-dom`);

  await page.goto(`${server.url}/setup`);
  await expect(page).toHaveURL(`${server.url}/`);
  await expect(page.getByText('Ремонт котлов').first()).toBeAttached();
});
