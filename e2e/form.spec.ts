import AxeBuilder from '@axe-core/playwright';
import { gzipSync } from 'node:zlib';
import { expect, test } from './fixtures';
import { fillForm, formData, newEmail, submit } from './form-page';

const sent = /\/t\/[\w-]{43}(#.*)?$/;

test.use({ expectedConsoleErrors: [/status of 4(22|13|29)/] });

for (const [language, heading, answer] of [['ru', 'Заявка получена', /Ответим/], ['en', 'Request received', /We will answer/]] as const) {
  test(`a request is taken and confirmed (${language})`, async ({ page }) => {
    await page.goto('/');
    if (language === 'en') await page.getByRole('button', { name: 'English' }).click();
    await fillForm(page);
    await page.locator('[name="comments"]').fill('Свайное поле 🏗️ <b>12×12</b> м');
    await submit(page);
    await expect(page).toHaveURL(sent);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading);
    await expect(page.getByText(answer)).toBeVisible();
    await expect(page.locator('[data-reference]')).toHaveText(/^[A-Z2-9]{6}$/);
    await expect(page.getByText('Свайное поле 🏗️ <b>12×12</b> м')).toBeVisible();
  });
}

test('errors are told at their fields before anything is sent', async ({ page }) => {
  await page.goto('/');
  await submit(page);
  await expect(page.locator('[name="firstName"]')).toBeFocused();
  await expect(page.locator('#firstName-error')).toHaveText('Напишите, как вас зовут.');
  await expect(page.locator('#privacyConsent-error')).toBeVisible();
  await page.locator('[name="firstName"]').fill('Анна');
  await page.locator('[name="phone"]').fill('123');
  await page.locator('[name="email"]').focus();
  await expect(page.locator('#firstName-error')).toBeHidden();
  await expect(page.locator('#phone-error')).toContainText('Проверьте номер');
});

test('errors of the server keep everything typed and lead to the field', async ({ page }) => {
  await page.goto('/?comments=проба');
  await fillForm(page, 'anna@localhost');
  await submit(page);
  const summary = page.getByRole('alert');
  await expect(summary).toBeFocused();
  await expect(summary).toContainText('Исправьте одно поле');
  await expect(page.locator('[name="lastName"]')).toHaveValue('Смирнова');
  await expect(page.locator('[name="comments"]')).toHaveValue('проба');
  await expect(page.locator('[name="privacyConsent"]')).toBeChecked();
  await summary.getByRole('link').click();
  await expect(page).toHaveURL(/#email$/);
  await page.locator('[name="email"]').fill(newEmail());
  await submit(page);
  await expect(page).toHaveURL(sent);
});

test('a form sent again with the back button is the same request', async ({ page }) => {
  await page.goto('/');
  const email = await fillForm(page);
  await submit(page);
  await expect(page).toHaveURL(sent);
  const first = page.url();
  await page.goBack();
  await fillForm(page, email);
  await submit(page);
  await expect(page).toHaveURL(sent);
  expect(page.url()).toBe(first);
});

test('a page sent many times at once is one request', async ({ request }) => {
  const multipart = await formData(request);
  const answers = await Promise.all(Array.from({ length: 5 }, () => request.post('/', { multipart, maxRedirects: 0 })));
  expect(answers.map((answer) => answer.status())).toEqual([303, 303, 303, 303, 303]);
  expect(new Set(answers.map((answer) => answer.headers().location)).size).toBe(1);
});

test('the address fills fields, but gives no consent', async ({ page }) => {
  await page.goto(`/?firstName=Ольга&deadline=2w&companySize=nonsense&privacyConsent=on&budget=${'9'.repeat(200)}`);
  await expect(page.locator('[name="firstName"]')).toHaveValue('Ольга');
  await expect(page.locator('[name="deadline"]')).toHaveValue('2w');
  await expect(page.locator('[name="companySize"]')).toHaveValue('');
  await expect(page.locator('[name="budget"]')).toHaveValue('');
  await expect(page.locator('[name="privacyConsent"]')).not.toBeChecked();
});

test('what is typed survives a reload and is gone after sending', async ({ page }) => {
  await page.goto('/');
  await page.locator('[name="comments"]').fill('Длинный рассказ');
  await page.locator('[name="budget"]').fill('1,5 млн');
  await page.locator('[name="budget"]').blur();
  await page.reload();
  await expect(page.locator('[name="comments"]')).toHaveValue('Длинный рассказ');
  await expect(page.getByText('Мы вернули то, что вы начали писать.')).toBeVisible();
  await fillForm(page);
  await submit(page);
  await expect(page).toHaveURL(sent);
  await page.getByRole('link', { name: 'Отправить ещё одну заявку' }).click();
  await expect(page.locator('[name="comments"]')).toHaveValue('');
});

test('a phone number is formatted at its end and left alone in its middle', async ({ page }) => {
  await page.goto('/');
  const phone = page.locator('[name="phone"]');
  await phone.pressSequentially('89991234567');
  await expect(phone).toHaveValue('+7 999 123-45-67');
  await phone.press('Home');
  await phone.press('ArrowRight');
  await phone.press('ArrowRight');
  await phone.press('Delete');
  await phone.pressSequentially(' ');
  await expect(phone).toHaveValue('+7 999 123-45-67');
  expect(await phone.evaluate((input: HTMLInputElement) => input.selectionStart)).toBe(3);
});

test('files are listed, can be taken away and are told to be too large before sending', async ({ page }) => {
  await page.goto('/');
  const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
  await page.locator('[name="files"]').setInputFiles([{ name: 'план.png', mimeType: 'image/png', buffer: png }]);
  await page.locator('[name="files"]').setInputFiles([{ name: 'большой.png', mimeType: 'image/png', buffer: Buffer.alloc(10 * 1024 * 1024 + 1) }]);
  await expect(page.locator('#files-error')).toContainText('большой.png');
  await page.getByRole('button', { name: 'Убрать файл большой.png' }).click();
  await expect(page.locator('#files-error')).toBeHidden();
  await expect(page.getByText('план.png')).toBeVisible();
});

test('a file that is not what its name says is refused, the text is kept', async ({ page }) => {
  await page.goto('/');
  await fillForm(page);
  await page.locator('[name="files"]').setInputFiles([{ name: 'фото.png', mimeType: 'image/png', buffer: Buffer.from('%PDF-1.4 not a picture') }]);
  await submit(page);
  await expect(page.locator('#files-error')).toContainText('фото.png');
  await expect(page.locator('[name="lastName"]')).toHaveValue('Смирнова');
});

test('ten megabytes of text are a page that says 413', async ({ request }) => {
  const answer = await request.post('/', { multipart: await formData(request, { comments: 'а'.repeat(5_000_000) }) });
  expect([answer.status(), (await answer.text()).includes('Слишком много данных')]).toEqual([413, true]);
});

test('a post from a foreign page is refused', async ({ request }) => {
  expect((await request.post('/r/demo', { multipart: await formData(request), headers: { Origin: 'https://evil.test' } })).status()).toBe(403);
});

for (const [what, changes, status] of [
  ['a foreign service', { serviceId: '00000000-0000-4000-8000-000000000000' }, 422],
  ['too long a name', { firstName: 'я'.repeat(101) }, 422],
  ['an unknown choice', { companySize: '7' }, 422],
  ['no token at all', { token: '' }, 303],
  ['a filled trap', { extraNote: 'buy' }, 303],
] as const) {
  test(`${what} is answered with ${status}`, async ({ request }) => {
    expect((await request.post('/', { multipart: await formData(request, changes), maxRedirects: 0 })).status()).toBe(status);
  });
}

test('a client can take the behaviour consent back', async ({ page }) => {
  await page.goto('/r/demo');
  await fillForm(page);
  await page.locator('[name="behaviorConsent"]').check();
  await submit(page);
  await expect(page).toHaveURL(sent);
  await page.getByRole('button', { name: 'Отозвать и удалить' }).click();
  await expect(page.getByText('разрешение отозвано')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Отозвать и удалить' })).toHaveCount(0);
});

test('a visitor can take the permission of this device back', async ({ page }) => {
  await page.goto('/');
  await fillForm(page);
  await page.locator('[name="behaviorConsent"]').check();
  await submit(page);
  await expect(page).toHaveURL(sent);
  await page.goto('/r/demo/privacy');
  await page.getByRole('button', { name: 'Отозвать и удалить' }).click();
  await expect(page.getByText('Готово: метка')).toBeVisible();
  await page.goto('/r/demo/privacy');
  await expect(page.getByText('отзывать нечего')).toBeVisible();
});

test('what does not exist is 404', async ({ request }) => {
  for (const path of ['/r/nobody', '/r/nobody/privacy', '/r/demo/logo', `/t/${'x'.repeat(43)}`, '/t/short']) {
    expect((await request.get(path)).status(), path).toBe(404);
  }
});

test('the page weighs little', async ({ page, request }) => {
  const html = await (await request.get('/')).body();
  await page.goto('/');
  const sizeOf = async (url: string | null) => gzipSync(await (await request.get(url ?? '')).body()).length;
  const css = await sizeOf(await page.locator('link[rel="stylesheet"]').getAttribute('href'));
  expect(gzipSync(html).length + css).toBeLessThan(30 * 1024);
  for (const script of await page.locator('script[src]').all()) {
    expect(await sizeOf(await script.getAttribute('src'))).toBeLessThanOrEqual(4 * 1024);
  }
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`form, its errors, state and privacy page are accessible (${colorScheme})`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    const check = async () => expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    await page.goto('/');
    await check();
    await fillForm(page, 'anna@localhost');
    await submit(page);
    await expect(page.getByRole('alert')).toBeVisible();
    await check();
    await page.locator('[name="email"]').fill(newEmail());
    await submit(page);
    await expect(page).toHaveURL(sent);
    await check();
    await page.goto('/r/demo/privacy');
    await check();
  });
}
