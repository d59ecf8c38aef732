import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { untilLive } from './live-page';

const palette = (page: Page) => page.getByRole('dialog', { name: 'Поиск и команды' });
async function open(page: Page) {
  await untilLive(page);
  await page.keyboard.press('Control+k');
}
const field = (page: Page) => palette(page).getByRole('combobox');

async function firstClient(page: Page): Promise<string> {
  await page.goto('/o/demo/leads?state=all');
  return page.locator('[data-row="lead"] th a').first().innerText();
}

test('finds a request by its client and opens it, by keyboard alone', async ({ page, signIn }) => {
  await signIn('owner');
  const name = await firstClient(page);
  await open(page);
  await expect(field(page)).toBeFocused();
  await field(page).fill(name);
  const hits = palette(page).getByRole('group', { name: 'Заявки' }).getByRole('option');
  await expect(hits.first()).toContainText(name);
  // the request may stand below contacts and deals of the same name
  const at = await palette(page).getByRole('option').evaluateAll((all) => all.findIndex((option) => option.closest('[role=group]')?.getAttribute('aria-label') === 'Заявки'));
  for (let step = 0; step < at; step += 1) await page.keyboard.press('ArrowDown');
  await expect(hits.first()).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/o\/demo\/leads\/[0-9a-f-]{36}/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name);
  await expect(palette(page)).toHaveCount(0);
  await open(page);
  await expect(palette(page).getByRole('group', { name: 'Недавние' }).getByRole('option').first()).toContainText(name);
});

test('goes to a place by the beginning of its name, and gives the focus back when closed', async ({ page, signIn }) => {
  await signIn('owner');
  await page.goto('/o/demo/services');
  const link = page.getByRole('link', { name: 'Новая услуга' });
  await untilLive(page);
  await link.focus();
  await open(page);
  await expect(field(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(palette(page)).toHaveCount(0);
  await expect(link).toBeFocused();
  await open(page);
  await field(page).fill('заяв');
  await expect(palette(page).getByRole('option').first()).toHaveText('Заявки');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/o\/demo\/leads$/);
});

test('offers only what the role may do', async ({ page, signIn }) => {
  await signIn('viewer');
  await open(page);
  await expect(palette(page).getByRole('group', { name: 'Перейти' })).toBeVisible();
  await expect(palette(page).getByRole('group', { name: 'Создать' })).toHaveCount(0);
  await field(page).fill('журнал');
  await expect(palette(page).getByRole('option', { name: 'Журнал изменений' })).toHaveCount(0);
});

test('is accessible, open with hits and as help', async ({ page, signIn }) => {
  await signIn('owner');
  const name = await firstClient(page);
  await open(page);
  await field(page).fill(name);
  await expect(palette(page).getByRole('group', { name: 'Заявки' })).toBeVisible();
  expect((await new AxeBuilder({ page }).include('dialog').analyze()).violations).toEqual([]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Сочетания клавиш' })).toBeVisible();
  expect((await new AxeBuilder({ page }).include('dialog').analyze()).violations).toEqual([]);
});

test('the search shows nothing of another organisation', async ({ page, signIn }) => {
  await signIn('owner');
  await firstClient(page);
  const foreign = await page.request.get('/resources/o/vtoroy-uchastok/search?q=ива');
  expect(foreign.status()).toBe(404);
});
