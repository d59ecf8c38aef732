import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';

const reports = '/o/demo/reports';
/** A period that no other test adds to. */
const past = (() => {
  const day = (back: number) => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10);
  return `period=custom&from=${day(300)}&to=${day(20)}`;
})();
const value = async (page: Page, name: string) => Number(await page.locator(`[data-metric="${name}"]`).first().getAttribute('data-value'));

test('the summary adds up: revenue, expenses and pay make the margin, kinds make the revenue', async ({ page, signIn }) => {
  await signIn('manager');
  await page.goto(`${reports}/summary?${past}`);
  const revenue = await value(page, 'revenue');
  expect(revenue).toBeGreaterThan(0);
  expect(await value(page, 'margin')).toBeCloseTo(revenue - (await value(page, 'expenses')) - (await value(page, 'pay')), 2);
  const kinds = await page.locator('[data-chart="revenue-by-kind"] tbody [data-metric="revenue-by-kind-amount"]').evaluateAll((cells) => cells.reduce((sum, cell) => sum + Number(cell.getAttribute('data-value')), 0));
  expect(kinds).toBeCloseTo(revenue, 2);
  await expect(page.getByText('по дню фактического окончания работ')).toBeVisible();
  await expect(page.locator('table[data-chart="results-by-month"] tbody tr')).not.toHaveCount(0);
});

test('a figure leads to as many orders, of the same period', async ({ page, signIn }) => {
  await signIn('manager');
  await page.goto(`${reports}/employees?${past}`);
  const figure = page.locator('[data-row="managers"] [data-metric="managers-orders"]').last();
  const count = Number(await figure.getAttribute('data-value'));
  expect(count).toBeGreaterThan(0);
  expect(count).toBeLessThan(50);
  await figure.click();
  await expect(page).toHaveURL(/\/orders\?/);
  await expect(page.locator('main [data-row="order"]')).toHaveCount(count);
});

test('a machine narrows the reports, the condition is said and taken away', async ({ page, signIn }) => {
  await signIn('manager');
  await page.goto(`${reports}/summary?${past}`);
  const whole = await value(page, 'revenue');
  await page.getByText('Условия', { exact: true }).click();
  await page.getByLabel('Машина или услуга').selectOption({ label: 'Экскаватор-погрузчик JCB 3CX' });
  await page.locator('details[open]').getByRole('button', { name: 'Показать', exact: true }).click();
  const chip = page.getByRole('link', { name: /Убрать условие: Экскаватор-погрузчик JCB 3CX/ });
  await expect(chip).toBeVisible();
  expect(await value(page, 'revenue')).toBeLessThan(whole);
  await chip.click();
  await expect(chip).toHaveCount(0);
  expect(await value(page, 'revenue')).toBe(whole);
});

test('every report comes as a table and on paper', async ({ page, signIn }) => {
  await signIn('owner');
  const types = { csv: 'text/csv', xlsx: 'spreadsheetml', pdf: 'application/pdf' };
  for (const report of ['summary', 'equipment', 'employees', 'clients', 'pay']) {
    for (const [format, type] of Object.entries(types)) {
      const answer = await page.request.get(`${reports}/export?${past}&report=${report}&format=${format}`);
      expect(answer.status(), `${report} ${format}`).toBe(200);
      expect(answer.headers()['content-type']).toContain(type);
    }
  }
});

test.describe('who sees what', () => {
  test.use({ expectedConsoleErrors: [/403/] });

  test('an operator sees the own pay alone', async ({ page, signIn }) => {
    await signIn('operator');
    await page.goto(reports);
    await expect(page).toHaveURL(/\/reports\/pay/);
    await expect(page.getByRole('heading', { level: 1, name: 'Мой заработок' })).toBeVisible();
    const own = await value(page, 'pay-total');
    // another person's id in the address changes nothing
    await page.goto(`${reports}/pay?operator=00000000-0000-4000-8000-000000000000`);
    expect(await value(page, 'pay-total')).toBe(own);
    await page.goto(`${reports}/summary`);
    await expect(page.getByText('Отчёт закрыт для вашей роли')).toBeVisible();
    expect((await page.request.get(`${reports}/export?report=summary&format=csv`)).status()).toBe(403);
  });

  test('sales see figures of their own orders and no costs', async ({ page, signIn }) => {
    await signIn('sales');
    await page.goto(`${reports}/summary?period=all`);
    const own = await value(page, 'revenue');
    await expect(page.getByText('Здесь только ваши заказы')).toBeVisible();
    await expect(page.locator('[data-metric="margin"], [data-metric="pay"], [data-metric="expenses"]')).toHaveCount(0);
    expect((await page.request.get(`${reports}/pay`)).status()).toBe(403);
    await signIn('owner');
    await page.goto(`${reports}/summary?period=all`);
    expect(await value(page, 'revenue')).toBeGreaterThan(own);
  });
});

for (const report of ['summary', 'equipment', 'clients']) {
  test(`the report of ${report} has no accessibility faults`, async ({ page, signIn }) => {
    await signIn('owner');
    await page.goto(`${reports}/${report}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  });
}
