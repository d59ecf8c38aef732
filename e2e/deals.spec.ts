import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { addDeal, boardOf, card, column, deals } from './new-deal';

/** Takes a card by mouse; again when the page's script was not there yet. Returns where the mouse is. */
async function lift(page: Page, what: Locator) {
  const from = await what.boundingBox();
  if (!from) throw new Error('nothing to drag');
  await expect(async () => {
    await page.mouse.move(from.x + 40, from.y + from.height - 12);
    await page.mouse.down();
    await page.mouse.move(from.x + 60, from.y + from.height - 4, { steps: 4 });
    const isTaken = await page.locator('.board-card-lifted').isVisible();
    if (!isTaken) await page.mouse.up();
    expect(isTaken).toBe(true);
  }).toPass({ timeout: 15_000 });
}

/** Drags by mouse in small steps, as a hand does. */
async function drag(page: Page, what: Locator, where: Locator) {
  await lift(page, what);
  const to = await where.boundingBox();
  if (!to) throw new Error('nowhere to drag to');
  await page.mouse.move(to.x + to.width / 2, to.y + 90, { steps: 12 });
  await expect(where).toHaveAttribute('data-over', 'true');
  await page.mouse.up();
}

/** Drags to one of the ends that lie over the board while a card is in the air. */
async function dragToEnd(page: Page, what: Locator, state: 'WON' | 'LOST') {
  await lift(page, what);
  const end = page.locator(`[data-end="${state}"]`);
  const to = await end.boundingBox();
  if (!to) throw new Error('no end');
  await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 12 });
  await expect(end).toHaveAttribute('data-over', 'true');
  await page.mouse.up();
}

test('a card is dragged by mouse, stays there after a reload, and its history says so', async ({ page, signIn }) => {
  await signIn('manager');
  const deal = await addDeal(page, { amount: '150000' });
  await page.goto(boardOf(deal));
  await expect(column(page, 'Новая').locator('[data-metric="deals-in-column"]')).toHaveAttribute('data-value', '1');
  await drag(page, card(page, deal.id), column(page, 'Предложение'));
  await expect(column(page, 'Предложение').locator(`[data-id="${deal.id}"]`)).toBeVisible();
  await expect(column(page, 'Предложение').locator('[data-metric="deals-sum-RUB"]')).toHaveAttribute('data-value', '150000.00');
  await page.reload();
  await expect(column(page, 'Предложение').locator(`[data-id="${deal.id}"]`)).toBeVisible();
  await card(page, deal.id).getByRole('link', { name: deal.title, exact: true }).click();
  await expect(page.getByText(/Новая.*В работе/).first()).toBeVisible();
});

test('a card goes from column to column by keyboard, and each step is said', async ({ page, signIn }) => {
  await signIn('manager');
  const deal = await addDeal(page);
  await page.goto(boardOf(deal));
  const grip = page.getByRole('button', { name: `Взять карточку: ${deal.title}` });
  await expect(grip).toHaveAttribute('aria-roledescription', /.+/);
  const taken = page.getByText(`Карточка «${deal.title}» взята из столбца «Новая».`);
  await expect(async () => {
    await grip.focus();
    await page.keyboard.press('Space');
    await expect(taken).toBeAttached({ timeout: 1_000 });
  }).toPass({ timeout: 15_000 });
  await page.keyboard.press('ArrowRight');
  await expect(page.getByText(`«${deal.title}» над столбцом «Выяснение задачи».`)).toBeAttached();
  await page.keyboard.press('Space');
  await expect(column(page, 'Выяснение задачи').locator(`[data-id="${deal.id}"]`)).toBeVisible();
});

test('losing asks for the reason, winning for the amount; Escape leaves the card where it was', async ({ page, signIn }) => {
  await signIn('manager');
  const deal = await addDeal(page);
  await page.goto(boardOf(deal));
  await dragToEnd(page, card(page, deal.id), 'LOST');
  const dialog = page.getByRole('dialog', { name: 'Почему проиграли' });
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(column(page, 'Новая').locator(`[data-id="${deal.id}"]`)).toBeVisible();

  await drag(page, card(page, deal.id), column(page, 'Переговоры'));
  await expect(column(page, 'Переговоры').locator(`[data-id="${deal.id}"]`)).toBeVisible();
  await expect(card(page, deal.id)).toHaveAttribute('data-version', '2');
  await dragToEnd(page, card(page, deal.id), 'WON');
  await expect(page.getByRole('dialog', { name: 'На какую сумму выиграли' })).toBeVisible();
  await page.getByRole('dialog').getByLabel('Сумма').fill('98000');
  await page.getByRole('button', { name: 'Сделка выиграна' }).click();
  await expect(column(page, 'Выиграна').locator(`[data-id="${deal.id}"]`)).toBeVisible();
  await expect(column(page, 'Выиграна').locator('[data-metric="deals-sum-RUB"]')).toHaveAttribute('data-value', '98000.00');
});

test('a column that the rules do not allow takes no card', async ({ page, signIn }) => {
  await signIn('manager');
  const deal = await addDeal(page, { amount: '5000' });
  await page.goto(boardOf(deal));
  await lift(page, card(page, deal.id));
  await expect(page.locator('[data-end="LOST"]')).toBeVisible();
  await expect(page.locator('[data-end="WON"]')).toHaveCount(0);
  await expect(column(page, 'Выиграна')).toHaveAttribute('data-target', 'false');
  await page.mouse.up();
  await expect(column(page, 'Новая').locator(`[data-id="${deal.id}"]`)).toBeVisible();
});

test.describe(() => {
  test.use({ expectedConsoleErrors: [/409/] });
  test('a card that somebody else has moved goes back, the board says who, and shows it where it is', async ({ page, signIn, context }) => {
    await signIn('manager');
    const deal = await addDeal(page);
    await page.goto(boardOf(deal));
    await expect(card(page, deal.id)).toBeVisible();
    const other = await context.newPage();
    await other.goto(`${deals}/${deal.id}`);
    await other.getByRole('navigation', { name: 'Путь сделки' }).getByRole('button', { name: 'Переговоры' }).click();
    await expect(other.getByText('Сделка теперь здесь: Переговоры')).toBeVisible();
    await page.bringToFront();
    await drag(page, card(page, deal.id), column(page, 'Предложение'));
    await expect(page.getByText('Карточка вернулась на место')).toBeVisible();
    await expect(page.getByText(/Мария Лебедева уже изменил/)).toBeVisible();
    await expect(column(page, 'Переговоры').locator(`[data-id="${deal.id}"]`)).toBeVisible();
  });
});

test('a seller does not move the deals of others', async ({ page, signIn }) => {
  await signIn('sales');
  await page.goto(`${deals}?view=board`);
  const others = page.locator('li[data-row="deal"]:not([data-movable])').first();
  await expect(others).toBeVisible();
  await expect(others.getByRole('button')).toHaveCount(0);
});

test('list, board and calendar show the same deals, and the sums are those of the rows', async ({ page, signIn }) => {
  await signIn('owner');
  await page.goto(`${deals}?owner=nobody`);
  await page.goto(`${deals}?state=IN_PROGRESS`);
  const total = Number(await page.locator('[data-metric="deals-shown"]').getAttribute('data-value'));
  expect(total).toBeGreaterThan(0);
  await page.getByRole('link', { name: 'Доска' }).click();
  await expect(page).toHaveURL(/state=IN_PROGRESS.*view=board/);
  await expect(page.locator('[data-column]').first()).toBeVisible();
  await page.getByRole('navigation', { name: 'Как показать' }).getByRole('link', { name: 'Календарь' }).click();
  await expect(page).toHaveURL(/view=calendar/);
  const month = page.locator('[data-metric="deals-in-month"]');
  const expected = await month.getAttribute('data-value');
  await month.click();
  await expect(page.locator('[data-metric="deals-shown"]')).toHaveAttribute('data-value', expected ?? '');
});

test('a deal is changed, deleted and brought back', async ({ page, signIn }) => {
  await signIn('manager');
  const deal = await addDeal(page, { amount: '1000' });
  await page.getByRole('link', { name: 'Изменить' }).click();
  await page.getByLabel('Сумма').fill('2500');
  await page.getByLabel('Метки', { exact: true }).fill('проверка');
  await page.getByRole('button', { name: 'Сохранить' }).click();
  await expect(page.locator('[data-metric="deal-amount"]')).toHaveAttribute('data-value', '2500.00');
  await page.getByLabel('Ещё', { exact: true }).last().click();
  await page.getByRole('button', { name: 'Удалить сделку' }).click();
  await expect(page.getByText('Сделка в корзине')).toBeVisible();
  await page.getByRole('button', { name: 'Вернуть', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: deal.title })).toBeVisible();
});

test.describe(() => {
  test.use({ expectedConsoleErrors: [/409/] });
  test('of two edits at once the second sees both', async ({ page, signIn, context }) => {
    await signIn('manager');
    const deal = await addDeal(page, { amount: '1000' });
    await page.goto(`${deals}/${deal.id}/edit`);
    const other = await context.newPage();
    await other.goto(`${deals}/${deal.id}/edit`);
    await other.bringToFront();
    await other.getByLabel('Сумма').fill('3000');
    await other.getByRole('button', { name: 'Сохранить' }).click();
    await expect(other.locator('[data-metric="deal-amount"]')).toHaveAttribute('data-value', '3000.00');
    await page.bringToFront();
    await page.getByLabel('Сумма').fill('7000');
    await page.getByRole('button', { name: 'Сохранить' }).click();
    await expect(page.getByText('Пока вы редактировали, сделку изменили').first()).toBeVisible();
    const both = page.getByRole('row', { name: /Сумма/ });
    await expect(both).toContainText(/3\s000/);
    await expect(both).toContainText(/7\s000/);
  });
});

test('board, calendar, card and forms are accessible', async ({ page, signIn }) => {
  await signIn('owner');
  for (const path of ['?view=board', '?view=calendar', '', '/new']) {
    await page.goto(`${deals}${path}`);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${path} ${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join('; ')}`)).toEqual([]);
  }
  await page.goto(deals);
  await page.locator('[data-row="deal"] a').first().click();
  await expect(page.getByRole('navigation', { name: 'Путь сделки' })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
});
