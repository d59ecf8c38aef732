import AxeBuilder from '@axe-core/playwright';
import { randomUUID } from 'node:crypto';
import type { Browser, Page } from '@playwright/test';
import { expect, test } from './fixtures';

const bell = (page: Page) => page.getByLabel(/^Уведомления(:|$)/).filter({ visible: true });
const row = (page: Page, title: string) => page.locator('[data-row="notification"]').filter({ hasText: title, visible: true });

/** A second person at work beside the page of the test. */
async function openAs(browser: Browser, baseURL: string, role: string): Promise<Page> {
  const page = await (await browser.newContext({ baseURL, locale: 'ru-RU' })).newPage();
  await page.goto('/login');
  await page.locator('input[name="email"]').fill(`${role}@demo.test`);
  await page.locator('input[name="password"]').fill('demo-password');
  await page.locator('form button[type="submit"]').last().click();
  await expect(page).toHaveURL(/\/o\/demo/);
  return page;
}

async function giveTask(page: Page, title: string, assignee: RegExp) {
  await page.goto('/o/demo/tasks/new');
  await page.getByLabel('Что сделать').fill(title);
  const choice = page.locator('select[name="assigneeId"]');
  const name = (await choice.locator('option').allTextContents()).find((text) => assignee.test(text)) ?? '';
  await choice.selectOption({ label: name });
  await page.getByRole('button', { name: 'Сохранить' }).or(page.getByRole('button', { name: 'Поставить' })).first().click();
  await expect(page).not.toHaveURL(/\/new$/);
}

/** The name by which colleagues know the role. */
async function nameOf(page: Page): Promise<RegExp> {
  await page.goto('/profile');
  return new RegExp((await page.locator('input[name="name"]').inputValue()).replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
}

test('a task that a manager gives shows at the bell at once, opens, and is read', async ({ page, signIn, browser, baseURL }) => {
  await signIn('sales');
  const seller = await nameOf(page);
  await page.goto('/o/demo');
  await expect(page.locator('[data-live]')).toBeVisible();
  const manager = await openAs(browser, baseURL ?? '', 'manager');
  const title = `Смета ${randomUUID().slice(0, 8)}`;
  await giveTask(manager, title, seller);
  await manager.context().close();
  await expect(bell(page)).toHaveAccessibleName(/непрочитан/);
  await bell(page).click();
  await expect(row(page, title)).toBeVisible();
  await row(page, title).getByRole('link').click();
  await expect(page).toHaveURL(/\/tasks\//);
  await page.goto('/o/demo/notifications');
  await expect(row(page, title)).toHaveAttribute('data-read', 'true');
  await row(page, title).getByRole('button', { name: /^Отметить непрочитанным/ }).click();
  await expect(row(page, title)).toHaveAttribute('data-read', 'false');
  await page.goto('/o/demo/notifications?filter=unread');
  await page.getByRole('button', { name: 'Прочитать все' }).click();
  await expect(page.getByText('Все уведомления прочитаны')).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
});

test('what a person has switched off is not told', async ({ page, signIn, browser, baseURL }) => {
  await signIn('admin');
  const admin = await nameOf(page);
  await page.goto('/profile/notifications?org=demo');
  const boxes = ['В приложении', 'Почта', 'Сводка'].map((channel) => page.getByRole('checkbox', { name: `Мне поставили задачу: ${channel}` }));
  for (const box of boxes) await box.uncheck();
  await page.getByRole('button', { name: 'Сохранить' }).first().click();
  await expect(page.getByText('Сохранено')).toBeVisible();
  for (const box of boxes) await expect(box).not.toBeChecked();
  const manager = await openAs(browser, baseURL ?? '', 'manager');
  const title = `Тихая ${randomUUID().slice(0, 8)}`;
  await giveTask(manager, title, admin);
  await manager.context().close();
  await page.goto('/o/demo/notifications');
  await expect(row(page, title)).toHaveCount(0);
  await page.goto('/profile/notifications?org=demo');
  await page.getByRole('checkbox', { name: 'Мне поставили задачу: В приложении' }).check();
  await page.getByRole('button', { name: 'Сохранить' }).first().click();
  await expect(page.getByText('Сохранено')).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
});

test('nobody chooses what their role is not told of', async ({ page, signIn }) => {
  await signIn('operator');
  await page.goto('/profile/notifications?org=demo');
  await expect(page.getByRole('checkbox', { name: 'Напоминание о задаче: Почта' })).toBeChecked();
  await expect(page.getByRole('checkbox', { name: 'Новая заявка: Почта' })).toHaveCount(0);
});

test.describe('quiet hours', () => {
  test('want both ends', async ({ page, signIn }) => {
    await signIn('viewer');
    await page.goto('/profile/notifications?org=demo');
    await page.getByLabel('С', { exact: true }).fill('22:00');
    await page.getByLabel('До', { exact: true }).fill('');
    await page.getByRole('button', { name: 'Сохранить' }).last().click();
    await expect(page.getByText('Укажите начало и конец')).toBeVisible();
    await page.getByLabel('До', { exact: true }).fill('07:00');
    await page.getByRole('button', { name: 'Сохранить' }).last().click();
    await expect(page.getByText('Сохранено')).toBeVisible();
    await expect(page.getByLabel('До', { exact: true })).toHaveValue('07:00');
  });
});

test('the log of deliveries is for those who run the organisation', async ({ page, signIn }) => {
  await signIn('owner');
  await page.goto('/o/demo/settings/deliveries?state=SENT');
  await expect(page.getByRole('heading', { name: 'Доставка уведомлений' })).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
});
