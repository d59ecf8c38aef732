import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';

const analytics = '/o/demo/analytics';

/** Days that no other test adds records to. */
const past = (() => {
  const day = (back: number) => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10);
  return `period=custom&from=${day(300)}&to=${day(3)}`;
})();

/** How many rows the list behind a link has, over all of its pages. */
async function countRows(page: Page, href: string, resource: string): Promise<number> {
  let rows = 0;
  for (let next: string | null = href; next; ) {
    const html: string = await (await page.request.get(next)).text();
    rows += new Set([...html.matchAll(new RegExp(`<(?:tr|li)[^>]*data-row="${resource}"[^>]*data-id="([^"]+)"`, 'g'))].map((match) => match[1])).size;
    const link: string | undefined = /<a[^>]*rel="next"[^>]*>/.exec(html)?.[0];
    next = link ? (/href="([^"]+)"/.exec(link)?.[1] ?? '').replaceAll('&amp;', '&') : null;
    if (next?.startsWith('?')) next = href.split(/[?#]/)[0] + next;
  }
  return rows;
}

/** Figures of the page by name, with the address of their rows. */
async function figures(page: Page, names: string[]) {
  const found = [];
  for (const name of names) {
    const one = page.locator(`[data-metric="${name}"]`).first();
    const value = Number(await one.getAttribute('data-value'));
    const href = await one.evaluate((element) => (element.closest('a') ?? element.querySelector('a'))?.getAttribute('href') ?? null);
    found.push({ name, value, href: href?.startsWith('?') ? new URL(href, page.url()).pathname + href.split('#')[0] : href });
  }
  return found;
}

const PAGES = {
  deals: { row: 'deal', names: ['deals-total', 'deals-new', 'deals-in-progress', 'deals-won', 'deals-lost', 'deals-closed', 'deals-ended-won', 'lost-reason', 'stage-entered', 'stage-on', 'stage-lost', 'owner-made', 'owner-won', 'owner-open', 'month-made'] },
  tasks: { row: 'task', names: ['tasks-total', 'tasks-todo', 'tasks-in-progress', 'tasks-done', 'tasks-overdue', 'tasks-open', 'person-tasks', 'person-done'] },
  contacts: { row: 'contact', names: ['contacts-new', 'contacts-new-people', 'contacts-new-companies', 'contact-source', 'contact-source-deals'] },
  activities: { row: 'activity', names: ['activities-total', 'activities-call', 'activities-meeting', 'person-activities', 'person-call'] },
} as const;

for (const [place, { row, names }] of Object.entries(PAGES)) {
  test(`figures of ${place} are the numbers of the rows behind them`, async ({ page, signIn }) => {
    test.setTimeout(120_000);
    await signIn('viewer');
    await page.goto(`${analytics}/${place}?${past}`);
    for (const { name, value, href } of await figures(page, [...names])) {
      if (href === null) expect(value, `${name} has no link`).toBe(0);
      else expect(await countRows(page, href, row), name).toBe(value);
    }
  });
}

test('the states of deals add up, and the win rate is won of ended', async ({ page, signIn }) => {
  await signIn('manager');
  await page.goto(`${analytics}/deals?${past}`);
  const [total, ...states] = (await figures(page, ['deals-total', 'deals-new', 'deals-in-progress', 'deals-won', 'deals-lost', 'deals-closed'])).map(({ value }) => value);
  expect(states.reduce((sum, value) => sum + value, 0)).toBe(total);
  const [won, rate] = await figures(page, ['deals-ended-won', 'deals-win-rate']);
  const ended = await countRows(page, rate?.href ?? '', 'deal');
  expect(rate?.value).toBeCloseTo((won?.value ?? 0) / ended, 6);
});

test('the funnel runs from the form to won deals, each step with its rows', async ({ page, signIn }) => {
  await signIn('owner');
  await page.goto(`${analytics}/funnel?period=all`);
  const steps = await page.locator('[data-chart="form-to-won"] [data-metric]').evaluateAll((all) => all.map((cell) => Number(cell.getAttribute('data-value'))));
  expect(steps).toHaveLength(8);
  for (const [index, count] of steps.entries()) if (index > 0) expect(count).toBeLessThanOrEqual(steps[index - 1] ?? 0);
  const won = Number(await page.locator('[data-metric="funnel-won"]').getAttribute('data-value'));
  await page.getByRole('link', { name: 'Сделка выиграна' }).click();
  await expect(page.locator('[data-row="deal"]')).toHaveCount(won);
});

test('period, person and pipeline are in the address and stay from page to page', async ({ page, signIn }) => {
  await signIn('owner');
  await page.goto(`${analytics}/deals`);
  await expect(page.getByRole('link', { name: '30 дней' })).toHaveAttribute('aria-current', 'true');
  await page.getByRole('link', { name: 'Всё время' }).click();
  await expect(page).toHaveURL(/period=all/);
  await page.getByLabel('Ответственный').selectOption({ label: 'Сергей Волков' });
  await expect(page).toHaveURL(/owner=[0-9a-f-]{36}/);
  await expect(page.locator('[data-chart="deals-by-owner"]')).toHaveCount(0);
  await page.getByRole('navigation', { name: 'Разделы аналитики' }).getByRole('link', { name: 'Задачи' }).click();
  await expect(page).toHaveURL(/analytics\/tasks\?.*owner=/);
  await page.goto(`${analytics}/deals?period=nonsense&owner=x&pipeline=x`);
  await expect(page.getByRole('link', { name: '30 дней' })).toHaveAttribute('aria-current', 'true');
});

test('a seller sees own figures alone', async ({ page, signIn }) => {
  await signIn('sales');
  await page.getByRole('navigation').getByRole('link', { name: 'Аналитика' }).first().click();
  await expect(page).toHaveURL(/analytics\/deals/);
  await expect(page.getByText('Здесь только ваши записи')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Воронка' })).toHaveCount(0);
  await page.goto(`${analytics}/deals?${past}&owner=nobody`);
  const [total] = await figures(page, ['deals-total']);
  expect(total?.href).toContain('owner=mine');
  expect(await countRows(page, total?.href ?? '', 'deal')).toBe(total?.value);
});

test('an operator has no figures', async ({ page, signIn }) => {
  await signIn('operator');
  for (const place of ['deals', 'tasks', 'contacts', 'activities', 'funnel']) expect((await page.request.get(`${analytics}/${place}`)).status()).toBe(403);
});

for (const theme of ['light', 'dark']) {
  test(`the pages of figures have no accessibility violations, ${theme}`, async ({ page, signIn, baseURL }) => {
    test.setTimeout(90_000);
    await signIn('owner');
    await page.request.post('/resources/preferences', { form: { theme, returnTo: '/' }, headers: { Origin: baseURL ?? '' }, maxRedirects: 0 });
    for (const place of ['deals', 'tasks', 'contacts', 'activities', 'funnel']) {
      await page.goto(`${analytics}/${place}?period=year`);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${place} ${id}: ${nodes[0]?.html}`)).toEqual([]);
    }
  });
}
