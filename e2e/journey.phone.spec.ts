import { expect, test } from './fixtures';
import { arriveLead } from './new-lead';
import { fillLine, unique } from './new-order';

const metric = (name: string) => `[data-metric="${name}"]`;

test('a request becomes a deal, an order, work that is done, an act, a payment and a figure of the report', async ({ page, signIn, baseURL }) => {
  test.setTimeout(180_000);
  const { lastName } = await arriveLead(baseURL ?? '', { budget: '300 тыс' });
  await signIn('manager');
  await page.goto('/o/demo/reports/summary?period=month');
  const revenue = async () => Number(await page.locator(metric('revenue')).first().getAttribute('data-value'));
  const before = await revenue();

  await page.goto(`/o/demo/leads?q=${lastName}`);
  await page.locator('[data-row="lead"] a', { hasText: lastName }).first().tap();
  await page.getByRole('link', { name: 'В сделку' }).tap();
  await page.locator('input[name="order"]').check();
  await page.getByRole('button', { name: 'Создать сделку' }).tap();
  await expect(page).toHaveURL(/\/deals\/[\da-f-]{36}$/);
  await page.locator('[data-row="order"] a').first().tap();
  await expect(page.locator('article[data-state="DRAFT"]')).toBeVisible();
  const card = new URL(page.url()).pathname;

  await page.goto(`${card}/edit`);
  await page.getByLabel('Адрес работ').fill(unique('ул. Дорожная'));
  // nobody else plans so far ahead
  const day = `${2100 + Math.floor(Math.random() * 800)}-09-15`;
  await page.getByLabel('Начало по плану').fill(`${day}T08:00`);
  await page.getByLabel('Окончание по плану').fill(`${day}T16:00`);
  await page.getByRole('button', { name: 'Техника', exact: true }).tap();
  const line = await page.locator('[data-row="line"]').count();
  await fillLine(page, line, { name: 'Погрузчик', taxPercent: '0' });
  await page.locator(`input[name="lines[${line - 1}].shiftRate"]`).fill('20000');
  await page.locator(`input[name="lines[${line - 1}].shifts"]`).fill('1');
  await page.getByRole('checkbox', { name: 'Олег Ершов' }).check();
  await page.getByRole('button', { name: 'Создать заказ' }).tap();
  await expect(page.locator('article[data-state="CREATED"]')).toBeVisible();
  await page.getByRole('region', { name: 'Что дальше' }).getByRole('button', { name: 'Согласовать', exact: true }).tap();
  await expect(page.locator('article[data-state="APPROVED"]')).toBeVisible();

  await signIn('operator');
  await page.goto(`${card}/complete`);
  await page.getByRole('button', { name: 'Начать работу' }).tap();
  await expect(page.getByRole('heading', { name: 'Завершить заказ' })).toBeVisible();
  await page.locator('input[name$="fuelCost"]').fill('1500');
  await page.getByRole('button', { name: 'Завершить заказ' }).tap();
  await expect(page.locator('[data-state="COMPLETED"]').first()).toBeVisible();

  await signIn('manager');
  await page.goto(card);
  const total = Number(await page.locator(metric('lines-total')).getAttribute('data-value'));
  expect(total).toBeGreaterThanOrEqual(20_000);
  await page.locator('#documents').getByRole('button', { name: 'Акт', exact: true }).tap();
  await expect(page.getByText(/Создан документ: Акт/).first()).toBeVisible();
  await page.locator('#money summary', { hasText: 'Принять оплату' }).tap();
  await page.locator('#money').getByRole('button', { name: 'Записать' }).tap();
  await expect(page.locator('#money')).toContainText('Оплачено полностью');
  await expect(page.locator('#money')).toContainText('1 500 ₽');

  await page.goto('/o/demo/reports/summary?period=month');
  // others complete orders meanwhile
  expect(await revenue()).toBeGreaterThanOrEqual(before + total);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
});
