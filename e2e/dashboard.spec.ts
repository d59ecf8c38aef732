import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';

/** How many rows the list behind a link has, over all of its pages. */
async function countRows(page: Page, href: string): Promise<number> {
  let rows = 0;
  for (let next: string | null = href; next; ) {
    const html: string = await (await page.request.get(next)).text();
    rows += html.match(/<tr[^>]*data-row="lead"/g)?.length ?? 0;
    const link: string | undefined = /<a[^>]*rel="next"[^>]*>/.exec(html)?.[0];
    next = link ? (/href="([^"]+)"/.exec(link)?.[1] ?? '').replaceAll('&amp;', '&') : null;
    if (next?.startsWith('?')) next = href.split('?')[0] + next;
  }
  return rows;
}

/** The figure and the address of the rows behind it. */
async function figure(page: Page, metric: string) {
  const found = page.locator(`[data-metric="${metric}"]`).first();
  const value = Number(await found.getAttribute('data-value'));
  const href = await found.evaluate((element) => (element.closest('a') ?? element.querySelector('a') ?? element.closest('tr')?.querySelector('a'))?.getAttribute('href') ?? '');
  return { value, href };
}

test('every figure is the number of rows behind it', async ({ page, signIn }) => {
  await signIn('viewer');
  for (const period of ['7d', '30d']) {
    await page.goto(`/o/demo?period=${period}`);
    for (const metric of ['leads-high', 'leads-medium', 'leads-low', 'leads-overdue', 'leads-waiting', 'leads-service', 'in-time-high', 'late-medium']) {
      const { value, href } = await figure(page, metric);
      expect(href, metric).toContain('/o/demo/leads');
      expect(await countRows(page, href), `${metric} of ${period}`).toBe(value);
    }
  }
});

test('the parts of the period add up, and the chart says the same as the figures', async ({ page, signIn }) => {
  await signIn('viewer');
  await page.goto('/o/demo?period=30d');
  const [total, ...colours] = await Promise.all(['leads-new', 'leads-high', 'leads-medium', 'leads-low'].map(async (metric) => (await figure(page, metric)).value));
  expect(colours.reduce((sum, value) => sum + value, 0)).toBe(total);
  const table = page.locator('[data-chart="leads-by-colour"]');
  const cells = await table.locator('td').evaluateAll((all) => all.map((cell) => Number(cell.getAttribute('data-value'))));
  expect(cells.reduce((sum, value) => sum + value, 0)).toBe(total);
  await expect(table.locator('tbody tr')).toHaveCount(30);
});

test('the period is in the address', async ({ page, signIn }) => {
  await signIn('viewer');
  await page.getByRole('link', { name: '30 дней' }).click();
  await expect(page).toHaveURL(/period=30d/);
  await page.goto('/o/demo?period=nonsense');
  await expect(page.getByRole('link', { name: '7 дней' })).toHaveAttribute('aria-current', 'page');
});

test('a seller sees his own figures and no form, an operator neither', async ({ page, signIn }) => {
  await signIn('sales');
  const { value, href } = await figure(page, 'leads-new');
  expect(href).toContain('assignee=me');
  expect(await countRows(page, href)).toBe(value);
  await expect(page.locator('[data-chart="funnel"]')).toHaveCount(0);
  await page.context().clearCookies();
  await signIn('operator');
  await expect(page.getByRole('heading', { name: 'Мой день' })).toBeVisible();
  await expect(page.locator('[data-metric^="leads"], [data-chart]')).toHaveCount(0);
});

test('the page passes axe in light and dark', async ({ page, signIn }) => {
  await signIn('owner');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.goto('/o/demo?period=30d');
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  }
});
