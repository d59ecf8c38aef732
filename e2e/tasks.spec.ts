import AxeBuilder from '@axe-core/playwright';
import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';

const list = '/o/demo/tasks';
/** A title that no other test uses. */
const unique = (words: string) => `${words} ${randomUUID().slice(0, 8)}`;
const row = (page: Page, title: string) => page.locator('[data-row="task"]').filter({ hasText: title });
const line = (page: Page) => page.getByLabel('Новая задача одной строкой');

async function add(page: Page, text: string) {
  await page.goto(list);
  await line(page).fill(text);
  await page.getByRole('button', { name: 'Добавить' }).click();
  await expect(page.getByText(/^Задача поставлена/)).toBeVisible();
}

test.describe('a task in one line', () => {
  test('is shown as it was understood before it is saved, then stands in the day', async ({ page, signIn }) => {
    await signIn('sales');
    const title = unique('Позвонить поставщику');
    await page.goto(list);
    await line(page).pressSequentially(`${title} завтра в 10 !`);
    const read = page.locator('[data-metric="quick-due"]');
    await expect(read).toHaveText('завтра, 10:00');
    await expect(page.getByText('Важная', { exact: true })).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page.getByText('Задача поставлена: завтра, 10:00.')).toBeVisible();
    await expect(line(page)).toHaveValue('');
    await expect(page.getByRole('region', { name: 'Ближайшая неделя' }).locator('[data-row="task"]').filter({ hasText: title })).toContainText('завтра, 10:00');
  });

  test('is understood in English too, whatever the language of the page', async ({ page, signIn }) => {
    await signIn('sales');
    await page.goto(list);
    await line(page).fill('Send the offer every Monday at 9');
    await expect(page.getByText('каждую неделю: пн')).toBeVisible();
    await line(page).fill('Разбить проект в 2 этапа');
    await expect(page.getByText('без срока', { exact: true })).toBeVisible();
    await expect(page.locator('[data-metric="quick-due"]')).toHaveCount(0);
  });
});

test.describe('my day', () => {
  test('ticks off with one press and takes it back', async ({ page, signIn }) => {
    await signIn('sales');
    const title = unique('Сверить акт');
    await add(page, `${title} сегодня`);
    const today = page.getByRole('region', { name: 'Сегодня' });
    await today.getByRole('button', { name: `Сделано: ${title}` }).click();
    await expect(page.getByText(`Сделано: «${title}».`)).toBeVisible();
    await expect(today.locator('[data-row="task"]').filter({ hasText: title })).toHaveCount(0);
    await page.getByRole('button', { name: 'Вернуть', exact: true }).click();
    await expect(page.getByText('Задача снова открыта.')).toBeVisible();
    await expect(today.locator('[data-row="task"]').filter({ hasText: title })).toBeVisible();
  });

  test('a recurring task comes back once', async ({ page, signIn }) => {
    await signIn('sales');
    const title = unique('Обзвон');
    await add(page, `${title} каждый день`);
    await row(page, title).getByRole('button', { name: `Сделано: ${title}` }).click();
    await expect(page.getByText('Сделано. В следующий раз: завтра.')).toBeVisible();
    await page.goto(`${list}?view=list&state=all&q=${encodeURIComponent(title)}`);
    await expect(row(page, title)).toHaveCount(2);
  });

  test('puts off to tomorrow, deletes and brings back', async ({ page, signIn }) => {
    await signIn('manager');
    const title = unique('Подписать договор');
    await add(page, `${title} сегодня`);
    const menu = row(page, title).getByLabel(`Действия: ${title}`);
    await menu.click();
    await page.getByRole('button', { name: 'На завтра' }).click();
    await expect(page.getByText('Перенесена: завтра.')).toBeVisible();
    await expect(row(page, title)).toContainText('завтра');
    await menu.click();
    await page.getByRole('button', { name: 'Удалить', exact: true }).click();
    await expect(row(page, title)).toHaveCount(0);
    await page.getByRole('button', { name: 'Вернуть', exact: true }).click();
    await expect(row(page, title)).toBeVisible();
  });

  test("shows another's day to who plans the work", async ({ page, signIn }) => {
    await signIn('manager');
    await page.goto(list);
    await page.getByLabel('Чей день').selectOption({ label: 'Сергей Волков' });
    await expect(page).toHaveURL(/assignee=/);
    await expect(page.getByRole('heading', { name: 'День: Сергей Волков' })).toBeVisible();
  });
});

test.describe('the list', () => {
  test('filters, sorts, and says what it shows', async ({ page, signIn }) => {
    await signIn('owner');
    await page.goto(`${list}?view=list`);
    await page.locator('summary', { hasText: 'Фильтры' }).click();
    await page.getByLabel('Кто делает').selectOption({ label: 'Я' });
    await page.getByLabel('Важные').check();
    await page.getByRole('button', { name: 'Показать' }).click();
    await expect(page).toHaveURL(/assignee=me.*priority=HIGH/);
    await page.getByRole('link', { name: 'Убрать: важные' }).click();
    await expect(page).not.toHaveURL(/priority/);
    await page.goto(`${list}?view=list&state=all`);
    await page.getByRole('link', { name: 'Поставлена' }).click();
    await expect(page.getByRole('columnheader', { name: 'Поставлена' })).toHaveAttribute('aria-sort', 'descending');
    await page.goto(`${list}?view=list&q=нет-такой-задачи`);
    await expect(page.getByRole('link', { name: /Сбросить/ }).first()).toBeVisible();
  });

  test('changes many at once and takes it back', async ({ page, signIn }) => {
    await signIn('manager');
    const code = randomUUID().slice(0, 8);
    for (const word of ['Первая', 'Вторая']) await add(page, `${word} ${code}`);
    await page.goto(`${list}?view=list&q=${code}`);
    for (const box of await page.getByRole('checkbox', { name: new RegExp(`(Первая|Вторая) ${code}`) }).all()) await box.check();
    await page.getByRole('form', { name: 'Действия с выбранными' }).getByRole('button', { name: 'Сделано' }).click();
    await expect(row(page, code)).toHaveCount(0);
    await page.getByRole('button', { name: 'Вернуть', exact: true }).click();
    await expect(row(page, code)).toHaveCount(2);
  });
});

test.describe('the form', () => {
  test.describe(() => {
    test.use({ expectedConsoleErrors: [/422/] });
    test('refuses a past date, keeps what was typed, and saves a repeat', async ({ page, signIn }) => {
      await signIn('manager');
      const title = unique('Осмотреть склад');
      await page.goto(`${list}/new`);
      await page.getByLabel('Что сделать').fill(title);
      await page.getByLabel('Срок').fill('2020-01-01');
      await page.getByLabel('Подробности').fill('Взять ключи');
      await page.getByRole('button', { name: 'Поставить задачу' }).click();
      await expect(page.getByText('Это время уже прошло. Выберите будущее.')).toBeVisible();
      await expect(page.getByLabel('Подробности')).toHaveValue('Взять ключи');
      await page.getByLabel('Срок').fill('2030-01-02');
      await page.getByLabel('Повторять').selectOption({ label: 'По неделям' });
      await page.getByText('ср', { exact: true }).click();
      await page.getByRole('button', { name: 'Поставить задачу' }).click();
      await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
      await expect(page.getByText('каждую неделю: ср')).toBeVisible();
      await expect(page.getByLabel('Подробности')).toHaveValue('Взять ключи');
    });
  });

  test.describe(() => {
    test.use({ expectedConsoleErrors: [/409/] });
    test('shows what somebody else did meanwhile, and lets the person decide', async ({ page, signIn, context }) => {
      await signIn('manager');
      const title = unique('Спорная');
      await add(page, title);
      await page.goto(`${list}?view=list&q=${encodeURIComponent(title)}`);
      await row(page, title).getByRole('link', { name: title }).click();
      await expect(page.getByLabel('Что сделать')).toHaveValue(title);
      const other = await context.newPage();
      await other.goto(page.url());
      await other.getByLabel('Что сделать').fill(`${title} у коллеги`);
      await other.getByRole('button', { name: 'Сохранить' }).click();
      await expect(other.getByText('Задача сохранена.')).toBeVisible();
      await page.getByLabel('Что сделать').fill(`${title} у меня`);
      await page.getByRole('button', { name: 'Сохранить' }).click();
      await expect(page.getByRole('alert')).toContainText(`${title} у коллеги`);
      await expect(page.getByLabel('Что сделать')).toHaveValue(`${title} у меня`);
      await page.getByRole('button', { name: 'Сохранить' }).click();
      await expect(page.getByText('Задача сохранена.')).toBeVisible();
      await expect(page.locator('[data-row="change"]').first()).toContainText(`${title} у меня`);
    });
  });
});

test.describe('roles', () => {
  test.use({ expectedConsoleErrors: [/403/] });

  test('a viewer reads and finds nothing to press', async ({ page, signIn }) => {
    await signIn('viewer');
    await page.goto(`${list}?view=list`);
    await expect(page.locator('[data-row="task"]').first()).toBeVisible();
    await expect(page.getByRole('button', { name: /^Сделано:/ })).toHaveCount(0);
    await expect(page.getByRole('link', { name: 'Новая задача' })).toHaveCount(0);
    expect((await page.request.get(`${list}/new`)).status()).toBe(403);
    expect((await page.request.post(list, { form: { intent: 'task-quick', text: 'x', confirmed: 'x' } })).status()).toBe(403);
  });

  test('an operator works on own tasks alone', async ({ page, signIn }) => {
    await signIn('operator');
    await page.goto(`${list}?view=list&assignee=me`);
    await expect(page.getByRole('button', { name: /^Сделано:/ }).first()).toBeVisible();
    await page.goto(`${list}?view=list`);
    const foreign = page.locator('[data-row="task"]').filter({ hasText: 'Мария Лебедева' }).first();
    await expect(foreign.getByRole('button')).toHaveCount(0);
    const id = await foreign.getAttribute('data-id');
    expect((await page.request.post(list, { form: { intent: 'task-do', do: `done:${id}` } })).status()).toBe(403);
    expect((await page.request.post(list, { form: { intent: 'task-do', do: `delete:${id}` } })).status()).toBe(403);
    await page.goto(`${list}/${id}`);
    await expect(page.getByText('Изменять может тот, кто поставил или делает задачу.')).toBeVisible();
  });
});

test('is without faults for assistive technology, light and dark', async ({ page, signIn }) => {
  test.slow();
  await signIn('manager');
  for (const path of [list, `${list}?view=list`, `${list}/new`]) {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.goto(path);
      const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag22aa']).analyze();
      expect(violations.map(({ id, nodes }) => `${path} ${colorScheme} ${id}: ${nodes[0]?.html}`)).toEqual([]);
    }
  }
});

test('the first page shows my day', async ({ page, signIn }) => {
  await signIn('sales');
  const title = unique('Утренний звонок');
  await add(page, `${title} сегодня`);
  await page.goto('/o/demo');
  const figure = page.locator('[data-metric="my-tasks-today"]');
  const today = Number(await figure.getAttribute('data-value'));
  expect(today).toBeGreaterThan(0);
  await page.goto(`${list}?view=list&assignee=me&due=today`);
  const late = await page.locator('.task-due[data-tone="late"]').count();
  await expect(page.locator('[data-metric="tasks-shown"]')).toHaveAttribute('data-value', String(today + late));
});
