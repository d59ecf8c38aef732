import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './fixtures';
import { fillLine, openNewOrder, orderIdOf, orders, unique } from './new-order';

// an end before the start is asked for again; without a connection the live notices of the frame fail
test.use({ expectedConsoleErrors: [/422|ERR_INTERNET_DISCONNECTED/] });

/** One red dot. */
const PICTURE = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==', 'base64');

test('an operator begins and completes the work with a thumb: nothing typed is lost, no prices are seen, once is enough', async ({ page, signIn, browser, context }) => {
  test.setTimeout(120_000);
  await signIn('manager');
  await openNewOrder(page);
  await page.getByLabel('Адрес работ').fill(unique('карьер'));
  // nobody else plans so far ahead
  const day = `${2100 + Math.floor(Math.random() * 800)}-03-04`;
  await page.getByLabel('Начало по плану').fill(`${day}T08:00`);
  await page.getByLabel('Окончание по плану').fill(`${day}T16:00`);
  await page.getByRole('button', { name: 'Техника', exact: true }).tap();
  await fillLine(page, 1, { name: 'Погрузчик', taxPercent: '0' });
  await page.locator('input[name="lines[0].shiftRate"]').fill('19600');
  await page.getByRole('checkbox', { name: 'Олег Ершов' }).check();
  await page.getByRole('button', { name: 'Создать заказ' }).tap();
  await expect(page).toHaveURL(/\/orders\/[\da-f-]{36}$/);
  const order = `${orders}/${orderIdOf(page)}`;
  await page.getByRole('button', { name: 'Согласовать', exact: true }).tap();
  await expect(page.locator('[data-state="APPROVED"]').first()).toBeVisible();

  await context.clearCookies();
  await signIn('operator');
  await page.goto(`${order}/complete`);
  await expect(page.getByText(/19.?600/)).toHaveCount(0);
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Начать работу' }).tap();
  await expect(page.getByText(/Нет связи/)).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText(/Нет связи/)).toHaveCount(0);
  await page.getByRole('button', { name: 'Начать работу' }).tap();
  await expect(page.getByRole('heading', { name: 'Завершить заказ' })).toBeVisible();
  await page.locator('input[name="photos"]').last().setInputFiles({ name: 'до.png', mimeType: 'image/png', buffer: PICTURE });
  await page.getByRole('button', { name: 'Добавить фото' }).tap();
  await expect(page.locator('[data-row="photo"]')).toHaveCount(1);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag22aa']).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);

  await page.getByLabel('Топливо, л').fill('42,5');
  await page.getByLabel('Как всё прошло').fill('Всё вывезли');
  await page.reload();
  await expect(page.getByLabel('Топливо, л')).toHaveValue('42,5');
  await expect(page.getByLabel('Как всё прошло')).toHaveValue('Всё вывезли');
  const end = await page.getByLabel('Закончили').inputValue();
  await page.getByLabel('Закончили').fill('2001-01-01T10:00');
  await page.getByRole('button', { name: 'Завершить заказ' }).tap();
  await expect(page.getByText('Окончание должно быть позже начала.')).toBeVisible();
  await page.getByLabel('Закончили').fill(end);
  // a form that is sent from two places completes once
  const twin = await browser.newContext({ storageState: await page.context().storageState() });
  const second = await twin.newPage();
  await second.goto(new URL(`${order}/complete`, page.url()).href);
  await second.getByRole('button', { name: 'Завершить заказ' }).click();
  await expect(second).toHaveURL(/\/orders\/[\da-f-]{36}$/);
  await twin.close();
  await page.getByRole('button', { name: 'Завершить заказ' }).tap();
  await expect(page.getByText(/уже завершён/)).toBeVisible();
  await expect(page.locator('[data-state="COMPLETED"]').first()).toBeVisible();
});
