import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './fixtures';
import { SECOND, signInToSecond } from './second-organization';

const calendar = '/o/demo/calendar';

test('a month shows what is booked; a bar leads to its order', async ({ page, signIn }) => {
  await signIn('manager');
  await page.goto(`${calendar}?view=month`);
  await expect(page.getByRole('link', { name: 'Месяц', exact: true })).toHaveAttribute('aria-current', 'page');
  const bar = page.locator('[data-row="booking"][data-kind="ORDER"]').first();
  const number = await bar.locator('strong').textContent();
  await bar.getByRole('link').click();
  await expect(page).toHaveURL(/\/orders\/[0-9a-f-]{36}$/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(number ?? '');
});

test('day, week and month, back and forth and to today, all of it in the address', async ({ page, signIn }) => {
  await signIn('owner');
  await page.goto(`${calendar}?day=2026-02-25`);
  await expect(page.getByRole('heading', { level: 2 })).toHaveText(/23 февраля.*1 марта 2026/);
  await page.getByRole('link', { name: 'Следующая неделя' }).click();
  await expect(page).toHaveURL(/day=2026-03-04/);
  await page.getByRole('link', { name: 'Месяц', exact: true }).click();
  await expect(page.getByRole('heading', { level: 2 })).toHaveText(/март 2026/i);
  await page.getByRole('link', { name: 'Предыдущий месяц' }).click();
  await expect(page.getByRole('heading', { level: 2 })).toHaveText(/февраль 2026/i);
  await page.getByRole('link', { name: /суббота, 7 февраля/i }).click();
  await expect(page.getByRole('heading', { level: 2 })).toHaveText(/суббота, 7 февраля 2026/i);
  await page.getByRole('link', { name: 'Сегодня', exact: true }).last().click();
  await expect(page).not.toHaveURL(/day=/);
  await page.goBack();
  await expect(page).toHaveURL(/view=day&day=2026-02-07/);
});

test('only the rows that are asked for: people, or what is free', async ({ page, signIn }) => {
  await signIn('owner');
  await page.goto(`${calendar}?view=month`);
  const rows = page.locator('.schedule section > ol > li');
  const all = await rows.count();
  await page.locator('summary', { hasText: 'Отбор' }).click();
  await page.getByLabel('Чьи строки').selectOption({ label: 'Люди' });
  await page.getByRole('button', { name: 'Показать' }).click();
  await expect(page).toHaveURL(/rows=people/);
  await expect(page.locator('[data-row="item"]')).toHaveCount(0);
  await expect(page.locator('[data-row="person"]').first()).toBeVisible();
  await page.getByRole('link', { name: /Убрать.*Люди/ }).click();
  await expect(rows).toHaveCount(all);
  await page.goto(`${calendar}?view=month&free=yes`);
  await expect(page.locator('[data-row="item"]').first()).toBeVisible();
  await expect(page.locator('[data-row="booking"]')).toHaveCount(0);
  expect(await rows.count()).toBeLessThan(all);
});

test('a panel that was opened before the page came alive stays open', async ({ page, signIn }) => {
  await signIn('owner');
  let comeAlive = () => {};
  const gate = new Promise<void>((resolve) => (comeAlive = resolve));
  await page.route('**/assets/**', async (route) => {
    if (route.request().resourceType() === 'script') await gate;
    await route.continue();
  });
  await page.goto(`${calendar}?view=month`, { waitUntil: 'commit' });
  await page.locator('summary', { hasText: 'Отбор' }).click();
  await expect(page.getByLabel('Чьи строки')).toBeVisible();
  comeAlive();
  await page.waitForFunction(() => Object.keys(document.querySelector('details') ?? {}).some((key) => key.startsWith('__reactFiber')));
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(() => requestAnimationFrame(resolve))));
  await expect(page.getByLabel('Чьи строки')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByLabel('Чьи строки')).toBeHidden();
});

test('an operator sees the own row alone, and no names of clients', async ({ page, signIn }) => {
  await signIn('operator');
  await page.goto(`${calendar}?view=month&rows=machines&person=00000000-0000-0000-0000-000000000000`);
  await expect(page.locator('[data-row="person"]')).toHaveCount(1);
  await expect(page.locator('[data-row="item"]')).toHaveCount(0);
  await expect(page.locator('summary', { hasText: 'Отбор' })).toHaveCount(0);
  await expect(page.locator('.schedule-what > span')).toHaveCount(0);
});

test('bars are reached by keyboard, and nobody is left out', async ({ page, signIn }) => {
  await signIn('owner');
  for (const view of ['day', 'week', 'month']) {
    await page.goto(`${calendar}?view=${view}`);
    await expect(page.locator('[data-row="item"]').first()).toBeVisible();
    expect((await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag22aa']).analyze()).violations).toEqual([]);
  }
  await page.locator('[data-row="booking"] a').first().focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/(orders|catalog)\//);
});

test('what is kept free around a work is a setting', async ({ page }) => {
  await signInToSecond(page);
  await page.goto(`${SECOND}/settings/bookings`);
  await page.getByRole('textbox', { name: 'Запас до работы, минут' }).fill('45');
  await page.getByRole('textbox', { name: 'Часов в смене' }).fill('10,5');
  await page.getByRole('button', { name: 'Сохранить' }).click();
  await expect(page.getByText('Настройки сохранены.')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('textbox', { name: 'Запас до работы, минут' })).toHaveValue('45');
  await expect(page.getByRole('textbox', { name: 'Часов в смене' })).toHaveValue('10.5');
  await page.getByRole('textbox', { name: 'Часов в смене' }).fill('25');
  await page.getByRole('textbox', { name: 'Часов в смене' }).blur();
  await expect(page.getByText('Введите число часов больше 0')).toBeVisible();
});

test('tells programs who is free, and refuses what is no time', async ({ page, signIn }) => {
  await signIn('manager');
  await page.goto(`${calendar}?view=month`);
  const id = await page.locator('[data-row="item"]').first().getAttribute('data-id');
  const asked = (search: string) => page.request.get(`/resources/o/demo/availability?items=${id}&${search}`);
  const answer = await (await asked('from=2031-01-06T06:00:00Z&to=2031-01-06T15:00:00Z')).json() as { isFree: boolean; subjects: unknown[]; nearest: { startsAt: string } };
  expect(answer).toMatchObject({ isFree: true, subjects: [{ id, isFree: true, clashes: [] }], nearest: { startsAt: '2031-01-06T06:00:00.000Z' } });
  expect((await asked('from=tomorrow&to=2031-01-06T15:00:00Z')).status()).toBe(400);
});
