import { expect, test } from './fixtures';
import { addDeal, boardOf, card, column, deals } from './new-deal';

test('the board fits a phone: columns lie side by side, the page itself does not scroll sideways', async ({ page, signIn }) => {
  await signIn('manager');
  await page.goto(`${deals}?view=board`);
  const board = page.locator('.board');
  await expect(board).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  expect(await board.evaluate((element) => element.scrollWidth > element.clientWidth)).toBe(true);
  await page.getByRole('navigation', { name: 'Столбцы доски' }).getByRole('link', { name: /Выиграна/ }).tap();
  await expect(column(page, 'Выиграна')).toBeInViewport();
});

test('a long press takes a card, the finger carries it to the next column', async ({ page, signIn }) => {
  await signIn('manager');
  const deal = await addDeal(page);
  await page.goto(boardOf(deal));
  const from = await card(page, deal.id).boundingBox();
  const to = await column(page, 'Выяснение задачи').boundingBox();
  if (!from || !to) throw new Error('no board');
  const client = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x: number, y: number) => client.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y }] });
  const start = { x: from.x + 60, y: from.y + from.height - 14 };
  await expect(async () => {
    await touch('touchStart', start.x, start.y);
    const lifted = page.locator('.board-card-lifted');
    await expect(lifted).toBeVisible({ timeout: 2_000 }).catch(async (error: unknown) => {
      await touch('touchEnd', start.x, start.y);
      throw error;
    });
  }).toPass({ timeout: 15_000 });
  const x = Math.min(to.x + 40, 380);
  for (let step = 1; step <= 8; step += 1) await touch('touchMove', start.x + ((x - start.x) * step) / 8, start.y + step);
  await expect(column(page, 'Выяснение задачи')).toHaveAttribute('data-over', 'true');
  await touch('touchEnd', x, start.y);
  await expect(column(page, 'Выяснение задачи').locator(`[data-id="${deal.id}"]`)).toBeAttached();
});

test('"move to…" opens a sheet with the columns within reach of a thumb', async ({ page, signIn }) => {
  await signIn('manager');
  const deal = await addDeal(page);
  await page.goto(boardOf(deal));
  const link = page.getByRole('link', { name: `Переместить: ${deal.title}` });
  expect((await link.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  await link.tap();
  const sheet = page.getByRole('dialog', { name: 'Куда переместить' });
  await sheet.getByRole('button', { name: 'Предложение' }).tap();
  await expect(column(page, 'Предложение').locator(`[data-id="${deal.id}"]`)).toBeAttached();
});

test('the calendar is a list of days, the list is cards', async ({ page, signIn }) => {
  await signIn('manager');
  for (const view of ['calendar', 'list']) {
    await page.goto(`${deals}?view=${view}`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  }
});
