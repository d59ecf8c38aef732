import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './fixtures';

const languages = [
  { name: 'Russian', code: 'ru', email: 'Электронная почта', password: 'Пароль', remember: 'Не выходить на этом устройстве', submit: 'Войти', signOut: 'Выйти', title: 'Вход' },
  { name: 'English', code: 'en', email: 'E-mail', password: 'Password', remember: 'Keep me signed in', submit: 'Sign in', signOut: 'Sign out', title: 'Sign in' },
];

for (const words of languages) {
  test(`people sign in and out in ${words.name}`, async ({ page, context }) => {
    await page.goto('/login');
    await page.locator(`button[name="language"][value="${words.code}"]`).click();
    await expect(page.getByRole('heading', { name: words.title })).toBeVisible();
    await page.getByRole('textbox', { name: words.email }).fill('viewer@demo.test');
    await page.getByRole('textbox', { name: words.password }).fill('demo-password');
    await page.getByRole('checkbox', { name: words.remember }).check();
    await page.getByRole('button', { name: words.submit }).click();
    await expect(page).toHaveURL(/\/o\/demo$/);

    const cookie = (await context.cookies()).find(({ name }) => name === 'teplo_session');
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
    expect(cookie?.expires).toBeGreaterThan(Date.now() / 1000 + 29 * 24 * 3600);

    await page.goto('/logout');
    await page.getByRole('button', { name: words.signOut }).click();
    await expect(page).toHaveURL(/\/login$/);
    await page.goto('/o/demo');
    await expect(page).toHaveURL(/\/login\?redirectTo=/);
  });
}

test('without "keep me signed in" the session ends with the browser', async ({ signIn, context }) => {
  await signIn('viewer');
  expect((await context.cookies()).find(({ name }) => name === 'teplo_session')?.expires).toBe(-1);
});

test('the sign-in leads back to the page that was asked for, and never to another site', async ({ page, request }) => {
  await page.goto('/profile');
  await expect(page).toHaveURL(/redirectTo=%2Fprofile/);
  await page.getByRole('textbox', { name: 'Электронная почта' }).fill('viewer@demo.test');
  await page.getByRole('textbox', { name: 'Пароль' }).fill('demo-password');
  await page.getByRole('button', { name: 'Войти' }).click();
  await expect(page).toHaveURL(/\/profile$/);

  for (const redirectTo of ['//evil.test', 'https://evil.test', '/\\evil.test', '/\t/evil.test']) {
    const form = { email: 'viewer@demo.test', password: 'demo-password', redirectTo };
    const answer = await request.post('/login', { form, maxRedirects: 0 });
    expect([answer.status(), answer.headers().location], redirectTo).toEqual([303, '/o/demo']);
  }
});

test.describe('refused', () => {
  test.use({ expectedConsoleErrors: [/status of (400|429)/] });

  test('a wrong password and an unknown e-mail get the same answer, and what was typed stays', async ({ page }) => {
    for (const email of ['manager@demo.test', 'nobody@demo.test']) {
      await page.goto('/login');
      await page.getByRole('textbox', { name: 'Электронная почта' }).fill(email);
      await page.getByRole('textbox', { name: 'Пароль' }).fill('not the password');
      await page.getByRole('button', { name: 'Войти' }).click();
      await expect(page.getByRole('alert')).toHaveText('Неверная почта, телефон или пароль. Проверьте раскладку и Caps Lock.');
      await expect(page.getByRole('textbox', { name: 'Электронная почта' })).toHaveValue(email);
    }
  });

  test('after five wrong passwords the answer is 429 and says when to come back', async ({ page, request }) => {
    const form = { email: `locked-${Date.now()}@demo.test`, password: 'not the password' };
    for (let index = 0; index < 5; index += 1) expect((await request.post('/login', { form })).status()).toBe(400);
    const answer = await request.post('/login', { form });
    expect(answer.status()).toBe(429);
    expect(Number(answer.headers()['retry-after'])).toBeGreaterThan(20);
    await page.goto('/login');
    await page.getByRole('textbox', { name: 'Электронная почта' }).fill(form.email);
    await page.getByRole('textbox', { name: 'Пароль' }).fill(form.password);
    await page.getByRole('button', { name: 'Войти' }).click();
    await expect(page.getByRole('alert')).toContainText(/Слишком много попыток.*Попробуйте снова через \d+ секунд/s);
  });

  test('odd input is answered, not broken', async ({ request }) => {
    for (const email of ['', '\u0000', "' OR 1=1 --", 'x'.repeat(5000), '<script>alert(1)</script>', '🔥@🔥']) {
      const answer = await request.post('/login', { form: { email, password: '\u0000\uD800' } });
      expect(answer.status(), email.slice(0, 30)).toBe(400);
    }
    expect((await request.post('/login', { form: { email: 'viewer@demo.test', password: 'x'.repeat(300_000) } })).status()).toBe(400);
  });
});

test('the profile shows the sessions and ends another one', async ({ page, browser, signIn }) => {
  const elsewhere = await browser.newPage({ userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1' });
  await elsewhere.goto('/login');
  await elsewhere.locator('input[name="email"]').fill('admin@demo.test');
  await elsewhere.locator('input[name="password"]').fill('demo-password');
  await elsewhere.locator('main button[type="submit"]').click();
  await expect(elsewhere).toHaveURL(/\/o\/demo/);

  await signIn('admin');
  await page.goto('/profile/security');
  const table = page.getByRole('table', { name: /Открытые сеансы/ });
  await expect(table.getByRole('row').filter({ hasText: 'это устройство' })).toHaveCount(1);
  await table.getByRole('button', { name: 'Завершить сеанс: Safari на iPhone' }).first().click();
  await expect(page.getByText('Сеанс завершён.')).toBeVisible();
  await expect(table.getByText('Safari на iPhone')).toHaveCount(0);
  await elsewhere.goto('/o/demo');
  await expect(elsewhere).toHaveURL(/\/login/);
  await elsewhere.close();
});

test.describe('password change', () => {
  test.use({ expectedConsoleErrors: [/status of 400/] });

  test('refuses a wrong current password and a common new one', async ({ page, signIn }) => {
    await signIn('manager');
    await page.goto('/profile/account');
    const change = async (current: string, next: string) => {
      await page.getByRole('textbox', { name: 'Текущий пароль' }).fill(current);
      await page.getByRole('textbox', { name: 'Новый пароль' }).fill(next);
      await page.getByRole('button', { name: 'Сменить пароль' }).click();
    };
    await change('demo-password', 'йцукенгшщз');
    await expect(page.getByText('Такой пароль подбирают первым.')).toBeVisible();
    await change('not the password', 'длинная хорошая фраза');
    await expect(page.getByRole('alert')).toHaveText('Текущий пароль неверен.');
  });
});

test('an installation that is set up cannot be set up again', async ({ page, request }) => {
  await page.goto('/setup');
  await expect(page).not.toHaveURL(/setup/);
  const answer = await request.post('/setup', { form: { organizationName: 'Ещё одна' }, maxRedirects: 0 });
  expect([answer.status(), answer.headers().location]).toEqual([303, '/login']);
});

for (const scheme of ['light', 'dark'] as const) {
  test(`sign-in and profile are accessible in ${scheme} colours`, async ({ page, signIn }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await page.goto('/login');
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await signIn('viewer');
    await page.goto('/profile');
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  });
}
