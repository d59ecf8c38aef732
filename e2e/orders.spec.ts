import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { fillLine, openNewOrder, orderIdOf, orders, unique } from './new-order';

// a step without its reason, one that somebody else has taken and a machine that is taken are refused in place
test.use({ expectedConsoleErrors: [/422|409|404/] });

/** A created order of one machine, carried out by Олег Ершов (operator@demo.test); the page is its card. */
async function addOrder(page: Page): Promise<{ card: string; address: string }> {
  const address = unique('ул. Полевая');
  // nobody else plans so far ahead
  const day = `${2100 + Math.floor(Math.random() * 800)}-06-15`;
  await openNewOrder(page);
  await page.getByLabel('Адрес работ').fill(address);
  await page.getByLabel('Начало по плану').fill(`${day}T08:00`);
  await page.getByLabel('Окончание по плану').fill(`${day}T16:00`);
  await page.getByRole('button', { name: 'Техника', exact: true }).click();
  await fillLine(page, 1, { name: 'Погрузчик', taxPercent: '20' });
  await page.locator('input[name="lines[0].shiftRate"]').fill('10000');
  await page.locator('input[name="lines[0].shifts"]').fill('2');
  await page.getByRole('checkbox', { name: 'Олег Ершов' }).check();
  await page.getByRole('button', { name: 'Создать заказ' }).click();
  await expect(page).toHaveURL(/\/orders\/[\da-f-]{36}$/);
  return { card: `${orders}/${orderIdOf(page)}`, address };
}

const state = (page: Page, name: string) => expect(page.locator(`article[data-state="${name}"]`)).toBeVisible();
const step = (page: Page, name: string) => page.getByRole('region', { name: 'Что дальше' }).getByRole('button', { name, exact: true });

async function expectAccessible(page: Page) {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag22aa']).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
}

test('the list narrows by state and words, its figures are those of its rows, and it goes out as a file', async ({ page, signIn }) => {
  await signIn('manager');
  const { address } = await addOrder(page);
  await page.goto(`${orders}?${new URLSearchParams({ q: address }).toString()}`);
  await expect(page.locator('[data-row="order"]')).toHaveCount(1);
  await expect(page.locator('[data-metric="orders-shown"]')).toHaveAttribute('data-value', '1');
  await expect(page.locator('[data-metric="orders-sum-RUB"]')).toHaveAttribute('data-value', '24000.00');
  await page.getByRole('link', { name: 'Выполненные', exact: true }).click();
  await expect(page.locator('[data-row="order"]')).toHaveCount(0);
  const file = await page.request.get(`${orders}/export?${new URLSearchParams({ q: address, format: 'csv' }).toString()}`);
  expect(await file.text()).toContain(address);
  await page.goto(`${orders}?state=all`);
  await expect(page.locator('[data-row="order"]').first()).toBeVisible();
  await expectAccessible(page);
});

test('the card tells how each price came about, and leads through the states; a step takes its requirements', async ({ page, signIn }) => {
  await signIn('manager');
  const { card, address } = await addOrder(page);
  await expect(page.getByText(address)).toBeVisible();
  await expect(page.getByRole('link', { name: 'На карте' })).toHaveAttribute('href', /^https:\/\/yandex\.ru\/maps\//);
  await page.getByText('Как получилась цена').click();
  await expect(page.getByText(/Смены: 2 × 10.000/)).toBeVisible();
  await expect(page.locator('[data-metric="lines-total"]')).toHaveAttribute('data-value', '24000.00');
  await expectAccessible(page);
  await state(page, 'CREATED');
  await step(page, 'Согласовать').click();
  await state(page, 'APPROVED');
  await expect(page.getByText('Заказ: Создан → Согласован')).toBeVisible();

  // another tab is told what the order has become
  const late = await page.context().newPage();
  await late.goto(new URL(card, page.url()).href);
  await step(page, 'Начать работу').click();
  await state(page, 'IN_PROGRESS');
  await late.getByRole('region', { name: 'Что дальше' }).getByRole('button', { name: 'Начать работу', exact: true }).click();
  await expect(late.getByRole('alert')).toContainText('раньше вас');
  await late.close();

  await page.getByText('Отменить заказ').first().click();
  await page.getByLabel('Почему отменяем').fill('Клиент передумал');
  await page.getByRole('button', { name: 'Отменить заказ', exact: true }).click();
  await state(page, 'CANCELLED');
  await expect(page.locator('#history').getByText('Клиент передумал')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Что дальше' })).toHaveCount(0);
});

test('an order goes to the trash and comes back by undo; a similar one is a draft', async ({ page, signIn }) => {
  await signIn('manager');
  const { card } = await addOrder(page);
  await page.getByLabel('Ещё действия').click();
  await page.getByRole('button', { name: 'Удалить', exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`${orders}$`));
  expect((await page.request.get(card)).status()).toBe(404);
  await page.getByRole('button', { name: 'Вернуть', exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`${card}$`));
  await page.getByLabel('Ещё действия').click();
  await page.getByRole('button', { name: 'Создать похожий' }).click();
  await state(page, 'DRAFT');
  expect(page.url()).not.toContain(card);
});

test('an operator sees no prices and begins the work; only owners take a completion back, with a reason', async ({ page, signIn }) => {
  test.setTimeout(90_000);
  await signIn('manager');
  const { card } = await addOrder(page);
  await step(page, 'Согласовать').click();
  await state(page, 'APPROVED');

  await signIn('operator');
  await page.goto(card);
  await expect(page.getByText(/10.000|24.000/)).toHaveCount(0);
  await expect(page.locator('[data-metric="lines-total"], #money, #documents')).toHaveCount(0);
  await expectAccessible(page);
  await step(page, 'Начать работу').click();
  await state(page, 'IN_PROGRESS');
  await page.goto('/o/demo');
  await expect(page.locator(`[data-row="order"] a[href="${card}"]`)).toBeVisible();
  await page.goto(card);
  await page.getByRole('link', { name: 'Завершить работу' }).click();
  await page.getByRole('button', { name: 'Завершить заказ' }).click();
  await state(page, 'COMPLETED');

  await signIn('sales');
  await page.goto(card);
  await expect(page.getByRole('region', { name: 'Что дальше' })).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Изменить', exact: true })).toHaveCount(0);
  await signIn('manager');
  await page.goto(card);
  await expect(page.getByText('Вернуть в работу')).toHaveCount(0);
  await signIn('owner');
  await page.goto(card);
  await page.getByText('Вернуть в работу').first().click();
  await page.getByLabel('Почему возвращаем').fill('Не та смена');
  await page.getByRole('button', { name: 'Вернуть в работу', exact: true }).click();
  await state(page, 'IN_PROGRESS');
  await expect(page.locator('#history').getByText('Не та смена')).toBeVisible();
});
