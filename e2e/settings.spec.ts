import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './fixtures';
import { SECOND, signInToSecond } from './second-organization';

test('what is set stands on the public form at once', async ({ page, request }) => {
  await signInToSecond(page);
  await page.goto(`${SECOND}/settings/form`);
  const intro = `Работаем с ${Date.now()} года`;
  await page.getByRole('textbox', { name: 'Вступление' }).fill(intro);
  await page.getByRole('textbox', { name: 'Телефон для клиентов' }).fill('+7 812 000-11-22');
  await page.getByRole('button', { name: 'Сохранить' }).click();
  await expect(page.getByText('Настройки сохранены.')).toBeVisible();
  const form = await (await request.get('/r/vtoroy-uchastok')).text();
  expect(form).toContain(intro);
  expect(form).toContain('+7 812 000-11-22');
});

test('hours, days off and targets are kept as they were meant', async ({ page }) => {
  await signInToSecond(page);
  await page.goto(`${SECOND}/settings/clock`);
  await page.getByRole('textbox', { name: 'Понедельник: конец', exact: true }).fill('13:00');
  await page.getByRole('textbox', { name: 'Понедельник: начало после перерыва' }).fill('14:00');
  await page.getByRole('textbox', { name: 'Понедельник: конец после перерыва' }).fill('19:30');
  await page.getByRole('textbox', { name: 'Праздники и нерабочие дни' }).fill('09.05.2027\n1.1.2027');
  await page.getByRole('spinbutton', { name: 'Горячая' }).fill('0.5');
  await page.getByRole('button', { name: 'Сохранить' }).click();
  await expect(page.getByText('Настройки сохранены.')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('textbox', { name: 'Понедельник: конец после перерыва' })).toHaveValue('19:30');
  await expect(page.getByRole('textbox', { name: 'Праздники и нерабочие дни' })).toHaveValue('2027-01-01\n2027-05-09');
  await expect(page.getByRole('spinbutton', { name: 'Горячая' })).toHaveValue('0.5');
});

test.describe('refused', () => {
  test.use({ expectedConsoleErrors: [/status of (400|409)/] });

  test('times that cannot be, with the message at their day', async ({ page }) => {
    await signInToSecond(page);
    await page.goto(`${SECOND}/settings/clock`);
    await page.getByRole('textbox', { name: 'Вторник: конец', exact: true }).fill('08:00');
    await page.getByRole('button', { name: 'Сохранить' }).click();
    await expect(page.getByText('Конец должен быть позже начала.')).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'Вторник: конец', exact: true })).toHaveValue('08:00');
  });

  test('the second of two saves, and both values are shown', async ({ page }) => {
    await signInToSecond(page);
    await page.goto(`${SECOND}/settings`);
    const version = await page.locator('input[name="version"]').inputValue();
    await page.request.post(`${SECOND}/settings?index`, { form: { version, name: 'Второй участок (сосед)', timeZone: 'Europe/Moscow', currency: 'RUB' } });
    await page.getByRole('textbox', { name: 'Название' }).fill('Второй участок (я)');
    await page.getByRole('button', { name: 'Сохранить' }).click();
    const conflict = page.getByRole('table', { name: /настройки сохранил кто-то ещё/ });
    await expect(conflict).toContainText('Второй участок (сосед)');
    await expect(conflict).toContainText('Второй участок (я)');
    await page.getByRole('textbox', { name: 'Название' }).fill('Второй участок');
    await page.getByRole('button', { name: 'Сохранить' }).click();
    await expect(page.getByText('Настройки сохранены.')).toBeVisible();
  });
});

for (const role of ['viewer', 'manager', 'sales'] as const) {
  test(`${role} reads the settings and can change none`, async ({ page, signIn }) => {
    await signIn(role);
    for (const section of ['', '/form', '/clock']) {
      await page.goto(`/o/demo/settings${section}`);
      await expect(page.getByText('Менять эти настройки могут владелец и администратор.')).toBeVisible();
      await expect(page.getByRole('button', { name: 'Сохранить' })).toHaveCount(0);
      const answer = await page.request.post(`/o/demo/settings${section || '?index'}`, { form: { version: '1', name: 'x' } });
      expect(answer.status(), section).toBe(403);
    }
  });
}

test('every section passes axe', async ({ page, signIn }) => {
  await signIn('owner');
  for (const section of ['', '/form', '/clock']) {
    await page.goto(`/o/demo/settings${section}`);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`), section).toEqual([]);
  }
});
