import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';

const entries = (page: Page) => page.locator('[data-row="activity"]');
const logForm = (page: Page) => page.locator('form').filter({ has: page.getByRole('group', { name: 'Что было' }) });

/** Opens the card of the first record of a list that the person may write to. */
async function openFirst(page: Page, list: string, row: string) {
  await page.goto(list);
  const link = page.locator(`[data-row="${row}"]`).first().locator('th a').first();
  await link.click();
  await expect(page.getByRole('heading', { name: 'История' })).toBeVisible();
}

for (const [place, list, row] of [['contact', '/o/demo/contacts', 'contact'], ['deal', '/o/demo/deals?view=list', 'deal']] as const) {
  test(`a call is logged in two clicks on a ${place}, edited, deleted and brought back`, async ({ page, signIn }) => {
    await signIn('manager');
    await openFirst(page, list, row);
    const text = `Договорились ${Date.now()}`;
    await logForm(page).getByText('Звонок', { exact: true }).click();
    await expect(logForm(page).getByLabel('Минут')).toHaveValue('10');
    await page.getByRole('button', { name: 'Записать' }).click();
    await expect(page.getByText('Записано в историю.')).toBeVisible();
    const first = entries(page).first();
    await expect(first).toHaveAttribute('data-kind', 'CALL');
    await expect(first).toContainText('10 мин');

    await first.getByLabel('Действия с записью').click();
    await first.getByLabel('Текст записи').fill(text);
    await first.getByRole('button', { name: 'Сохранить' }).click();
    await expect(first).toContainText(text);
    await expect(first).toContainText('изменено');

    await first.getByLabel('Действия с записью').click();
    await first.getByRole('button', { name: 'Удалить' }).click();
    await expect(entries(page).filter({ hasText: text })).toHaveCount(0);
    await page.getByRole('button', { name: 'Вернуть', exact: true }).click();
    await expect(entries(page).filter({ hasText: text })).toBeVisible();
  });
}

test('a note is sent with Ctrl + Enter, and a draft survives leaving the page', async ({ page, signIn }) => {
  await signIn('sales');
  await openFirst(page, '/o/demo/contacts?owner=me', 'contact');
  const text = `Просит перезвонить ${Date.now()}`;
  await page.getByLabel('О чём').fill(text);
  await page.reload();
  await expect(page.getByLabel('О чём')).toHaveValue(text);
  await page.getByLabel('О чём').press('Control+Enter');
  await expect(entries(page).first()).toContainText(text);
  await expect(page.getByLabel('О чём')).toHaveValue('');
  await page.reload();
  await expect(page.getByLabel('О чём')).toHaveValue('');
});

test("a deal's events stand in its contact's history, and one kind can be seen alone", async ({ page, signIn }) => {
  await signIn('owner');
  await page.goto('/o/demo/contacts?hasDeals=yes');
  await page.locator('[data-row="contact"]').first().locator('th a').first().click();
  await page.getByRole('navigation', { name: 'Что показать' }).getByRole('link', { name: 'События' }).click();
  await expect(page).toHaveURL(/show=SYSTEM/);
  await expect(entries(page).first()).toHaveAttribute('data-kind', 'SYSTEM');
  expect(await entries(page).evaluateAll((found) => found.every((entry) => (entry as HTMLElement).dataset.kind === 'SYSTEM'))).toBe(true);
  await expect(entries(page).filter({ hasText: 'Сделка «' }).first()).toBeVisible();
  await expect(entries(page).first().getByLabel('Действия с записью')).toHaveCount(0);
});

test.describe(() => {
  test.use({ expectedConsoleErrors: [/409|422/] });
  test('an empty note is refused, and a stale edit keeps its text', async ({ page, signIn, context }) => {
    await signIn('manager');
    await openFirst(page, '/o/demo/contacts', 'contact');
    await page.getByRole('button', { name: 'Записать' }).click();
    await expect(page.getByText('Напишите, что было.')).toBeVisible();
    await page.getByLabel('О чём').fill('Было так');
    await page.getByRole('button', { name: 'Записать' }).click();
    const first = entries(page).first();
    await expect(first).toContainText('Было так');

    const other = await context.newPage();
    await other.goto(page.url());
    const same = entries(other).first();
    await same.getByLabel('Действия с записью').click();
    await same.getByLabel('Текст записи').fill('У коллеги иначе');
    await same.getByRole('button', { name: 'Сохранить' }).click();
    await expect(same).toContainText('У коллеги иначе');

    await first.getByLabel('Действия с записью').click();
    await first.getByLabel('Текст записи').fill('У меня по-своему');
    await first.getByRole('button', { name: 'Сохранить' }).click();
    await expect(first).toContainText('Пока вы писали, запись изменили');
    await expect(first).toContainText('Сейчас там: «У коллеги иначе»');
    await expect(first.getByLabel('Текст записи')).toHaveValue('У меня по-своему');
    await first.getByRole('button', { name: 'Сохранить' }).click();
    // somebody else may have written to this contact meanwhile
    await expect(entries(page).locator('p').filter({ hasText: 'У меня по-своему' }).first()).toBeVisible();
  });
});

test.describe('roles', () => {
  test.use({ expectedConsoleErrors: [/403/] });
  test('a viewer reads the history and cannot write to it', async ({ page, signIn }) => {
    await signIn('viewer');
    await openFirst(page, '/o/demo/contacts', 'contact');
    await expect(page.getByRole('button', { name: 'Записать' })).toHaveCount(0);
    for (const intent of ['activity-log', 'activity-edit', 'activity-delete', 'activity-restore']) {
      expect((await page.request.post(page.url(), { form: { intent, kind: 'NOTE', body: 'x' } })).status(), intent).toBe(403);
    }
  });

  test('a manager edits what others wrote, but deletes only own entries', async ({ page, signIn, browser, baseURL }) => {
    await signIn('sales');
    await openFirst(page, '/o/demo/contacts?owner=me', 'contact');
    const text = `Написал продавец ${Date.now()}`;
    await page.getByLabel('О чём').fill(text);
    await page.getByRole('button', { name: 'Записать' }).click();
    await expect(entries(page).first()).toContainText(text);
    const url = page.url();
    const context = await browser.newContext({ baseURL: baseURL ?? '' });
    const manager = await context.newPage();
    await manager.goto('/login');
    await manager.locator('input[name="email"]').fill('manager@demo.test');
    await manager.locator('input[name="password"]').fill('demo-password');
    await manager.keyboard.press('Enter');
    await expect(manager).toHaveURL(/\/o\/demo/);
    await manager.goto(url);
    const entry = entries(manager).filter({ hasText: text });
    await entry.getByLabel('Действия с записью').click();
    await expect(entry.getByLabel('Текст записи')).toBeVisible();
    await expect(entry.getByRole('button', { name: 'Удалить' })).toHaveCount(0);
    await context.close();
  });
});

test('is without faults for assistive technology', async ({ page, signIn }) => {
  await signIn('manager');
  await openFirst(page, '/o/demo/contacts?hasDeals=yes', 'contact');
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag22aa']).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
});
