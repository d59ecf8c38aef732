import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';

const analytics = '/o/demo/analytics';
const metric = async (page: Page, name: string) => Number(await page.locator(`[data-metric="${name}"]`).first().getAttribute('data-value'));

/** A period that no other test adds to. */
const past = (() => {
  const day = (back: number) => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10);
  return `period=custom&from=${day(60)}&to=${day(3)}`;
})();

test('each step of the funnel leads to as many views', async ({ page, signIn }) => {
  await signIn('manager');
  for (const [step, label] of [['view', 'Открыли форму'], ['start', 'Начали заполнять'], ['sent', 'Отправили']] as const) {
    await page.goto(`${analytics}?${past}`);
    const count = await metric(page, `funnel-${step}`);
    expect(count).toBeGreaterThan(0);
    await page.getByRole('link', { name: label }).click();
    await expect(page.locator('[data-metric="views"]')).toHaveAttribute('data-value', String(count));
  }
});

test('time on page, fields and rage clicks lead to as many views', async ({ page, signIn }) => {
  await signIn('manager');
  await page.goto(`${analytics}?${past}`);
  const field = page.locator('tr[data-row="field"]').first();
  const left = Number(await field.locator('[data-metric="field-last"]').getAttribute('data-value'));
  expect(left).toBeGreaterThan(0);
  await field.getByRole('link').click();
  await expect(page.locator('[data-metric="views"]')).toHaveAttribute('data-value', String(left));

  await page.goto(`${analytics}?${past}`);
  const upset = await metric(page, 'upset-views');
  await page.locator('[data-metric="upset-views"]').click();
  await expect(page.locator('[data-metric="views"]')).toHaveAttribute('data-value', String(upset));

  await page.goto(analytics);
  await expect(page.locator('[data-metric="time-on-page-month"]')).toHaveAttribute('data-value', /^[1-9]\d+$/);
  await page.getByRole('link', { name: 'Последний месяц' }).click();
  await expect(page).toHaveURL(/measured=1/);
  await expect(page.locator('tr[data-row="view"]').first()).toBeVisible();
});

test('the requests of a period lead to the list of requests', async ({ page, signIn }) => {
  await signIn('owner');
  await page.goto(`${analytics}?${past}`);
  const count = await metric(page, 'leads-spam');
  expect(count).toBeGreaterThan(0);
  expect(count).toBeLessThanOrEqual(50);
  await page.getByRole('link', { name: 'Спам' }).click();
  await expect(page.locator('tr[data-row="lead"]')).toHaveCount(count);
});

test('the table of fields is sorted by its headings', async ({ page, signIn }) => {
  await signIn('viewer');
  await page.goto(`${analytics}?${past}`);
  await page.getByRole('link', { name: 'Сортировать: Ошибки' }).click();
  await expect(page.locator('th[aria-sort="descending"]')).toHaveText('Ошибки');
  await expect(page).toHaveURL(/sort=errors/);
  const values = await page.locator('[data-metric="field-errors"]').evaluateAll((cells) => cells.map((cell) => Number(cell.getAttribute('data-value') || -1)));
  expect(values).toEqual([...values].sort((a, b) => b - a));
  expect(values).toHaveLength(17);
});

test('the list of views pages by cursor without repeating a row', async ({ page, signIn }) => {
  await signIn('viewer');
  await page.goto(`${analytics}/views?${past}`);
  const ids = () => page.locator('tr[data-row="view"]').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-id')));
  const first = await ids();
  expect(first).toHaveLength(50);
  await page.getByRole('link', { name: 'Дальше' }).click();
  await expect(page).toHaveURL(/after=/);
  await expect(page.locator(`tr[data-id="${first[0]}"]`)).toHaveCount(0);
  const second = await ids();
  expect(second.length).toBeGreaterThan(0);
  expect(second.filter((id) => first.includes(id))).toEqual([]);
});

test('filters of the views follow at once and say when nothing fits', async ({ page, signIn }) => {
  await signIn('viewer');
  await page.goto(`${analytics}/views?${past}`);
  const all = await metric(page, 'views');
  await page.getByLabel('Чем кончился').selectOption('sent');
  await expect(page).toHaveURL(/outcome=sent/);
  await expect.poll(() => metric(page, 'views')).toBeLessThan(all);
  await page.goto(`${analytics}/views?period=custom&from=2020-01-01&to=2020-01-02`);
  await expect(page.getByText('Под эти условия ничего не подошло')).toBeVisible();
  await page.getByRole('link', { name: 'Сбросить условия' }).click();
  await expect(page.locator('tr[data-row="view"]').first()).toBeVisible();
});

test('broken addresses are forgiven', async ({ page, signIn }) => {
  await signIn('viewer');
  for (const search of ['period=-1&from=x', 'period=custom&from=2026-02-31', 'sort=__proto__', "after=1.%27%3B--&field=%00&width=9"]) {
    for (const path of ['', '/views', '/heatmap']) expect((await page.request.get(`${analytics}${path}?${search}`)).status(), `${path}?${search}`).toBe(200);
  }
});

test.describe('without the right', () => {
  test.use({ expectedConsoleErrors: [/403/] });

  test('sales see no figures of all, and are led to their own', async ({ page, signIn }) => {
    await signIn('sales');
    await expect(page.getByRole('link', { name: 'Аналитика' }).first()).toHaveAttribute('href', `${analytics}/deals`);
    expect((await page.goto(analytics))?.status()).toBe(403);
    await expect(page.getByText('Здесь цифры всей организации')).toBeVisible();
    expect((await page.request.get(`${analytics}/heatmap/cells`)).status()).toBe(403);
  });
});

for (const theme of ['light', 'dark']) {
  test(`analytics has no accessibility violations, ${theme}`, async ({ page, signIn, baseURL }) => {
    await signIn('owner');
    await page.request.post('/resources/preferences', { form: { theme, returnTo: '/' }, headers: { Origin: baseURL ?? '' }, maxRedirects: 0 });
    for (const path of ['?period=90', '/heatmap?period=90&width=xl', '/views']) {
      await page.goto(`${analytics}${path}`);
      if (path.startsWith('/heatmap')) await expect(page.locator('[data-heatmap] canvas')).toBeAttached();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${path} ${id}: ${nodes[0]?.html.slice(0, 200)}`)).toEqual([]);
    }
  });
}
