import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { SECOND, signInToSecond } from './second-organization';

const list = '/o/demo/leads';
const views = (page: Page) => page.getByRole('navigation', { name: 'Сохранённые виды' });
const unique = (name: string) => `${name} ${Date.now().toString(36)}`;

async function saveView(page: Page, name: string, { isShared = false } = {}) {
  await page.locator('summary', { hasText: 'Сохранить' }).click();
  await page.getByLabel('Название вида').fill(name);
  if (isShared) await page.getByRole('checkbox', { name: 'Показать всем сотрудникам' }).check();
  await page.getByRole('button', { name: 'Сохранить', exact: true }).click();
  await expect(page.getByText(`Вид «${name}» сохранён.`)).toBeVisible();
}

async function openMenu(page: Page, name: string) {
  await page.getByLabel(`Вид «${name}»`).click();
}

test.describe('a saved view', () => {
  test('is kept, changed, renamed, deleted and taken back', async ({ page, signIn }) => {
    const [name, renamed] = [unique('Холодные'), unique('Старые')];
    await signIn('manager');
    await page.goto(`${list}?priority=low&sort=oldest`);
    await saveView(page, name);
    await expect(views(page).getByRole('link', { name })).toHaveAttribute('aria-current', 'page');

    await page.getByRole('link', { name: 'Все', exact: true }).click();
    await expect(views(page).getByRole('link', { name })).toContainText('изменён');
    await page.getByRole('button', { name: 'Обновить вид' }).click();
    await expect(page.getByText(`Вид «${name}» обновлён.`)).toBeVisible();
    await expect(views(page).getByRole('link', { name })).toHaveAttribute('aria-current', 'page');
    await expect(page).toHaveURL(/state=all&priority=low&sort=oldest/);

    await openMenu(page, name);
    await page.getByLabel('Название', { exact: true }).fill(renamed);
    await page.getByRole('button', { name: 'Переименовать' }).click();
    await expect(views(page).getByRole('link', { name: renamed })).toBeVisible();

    await views(page).getByRole('link', { name: 'Обычный вид' }).click();
    await expect(page).toHaveURL(new RegExp(`${list}$`));
    await views(page).getByRole('link', { name: renamed }).click();
    await openMenu(page, renamed);
    await page.getByRole('button', { name: 'Удалить вид' }).click();
    await expect(page.getByText(`Вид «${renamed}» удалён.`)).toBeVisible();
    await expect(page.getByRole('link', { name: renamed })).toBeHidden();
    await page.getByRole('button', { name: 'Вернуть', exact: true }).click();
    await expect(views(page).getByRole('link', { name: renamed })).toBeVisible();
    await openMenu(page, renamed);
    await page.getByRole('button', { name: 'Удалить вид' }).click();
    await expect(page.getByText(`Вид «${renamed}» удалён.`)).toBeVisible();
  });

  test('is seen by others when it is shared, and changed by owners and admins', async ({ page, signIn, browser, baseURL }) => {
    const name = unique('Общие');
    await signIn('sales');
    await page.goto(`${list}?priority=medium`);
    await saveView(page, name, { isShared: true });

    const context = await browser.newContext({ baseURL, locale: 'ru-RU' });
    const other = await context.newPage();
    const signInAs = async (role: string) => {
      await context.clearCookies();
      await other.goto('/login');
      await other.locator('input[name="email"]').fill(`${role}@demo.test`);
      await other.locator('input[name="password"]').fill('demo-password');
      await other.locator('form button[type="submit"]').last().click();
      await expect(other).toHaveURL(/\/o\/demo/);
      await other.goto(`${list}?priority=medium`);
    };
    await signInAs('viewer');
    await expect(views(other).getByRole('link', { name })).toHaveAttribute('aria-current', 'page');
    await openMenu(other, name);
    await expect(other.getByRole('button', { name: 'Открывать список с него' })).toBeVisible();
    await expect(other.getByRole('button', { name: 'Удалить вид' })).toBeHidden();
    const viewId = await other.locator('input[name="viewId"]').first().inputValue();
    const forged = await context.request.post(list, { form: { intent: 'view.delete', viewId }, headers: { Origin: baseURL ?? '' }, maxRedirects: 0 });
    expect(forged.status()).toBe(403);

    await signInAs('admin');
    await openMenu(other, name);
    await other.getByRole('button', { name: 'Удалить вид' }).click();
    await expect(other.getByText(`Вид «${name}» удалён.`)).toBeVisible();
    await context.close();
  });

  test.describe('', () => {
    test.use({ expectedConsoleErrors: [/422/] });
    test('is not kept twice under one name, and what was typed stays', async ({ page, signIn }) => {
      const name = unique('Дважды');
      await signIn('sales');
      await page.goto(`${list}?priority=low`);
      await saveView(page, name);
      await page.goto(`${list}?priority=low&state=all`);
      await page.locator('summary', { hasText: 'Сохранить' }).click();
      await page.getByLabel('Название вида').fill(name);
      await page.getByRole('button', { name: 'Сохранить', exact: true }).click();
      await expect(page.getByText('Вид с таким названием у вас уже есть.')).toBeVisible();
      await expect(page.getByLabel('Название вида')).toHaveValue(name);
      const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag22aa']).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
      await views(page).getByRole('link', { name }).click();
      await openMenu(page, name);
      await page.getByRole('button', { name: 'Удалить вид' }).click();
      await expect(page.getByText(`Вид «${name}» удалён.`)).toBeVisible();
    });
  });
});

test('a list is found again as it was left, and plainly after a reset', async ({ page, signIn }) => {
  const menu = page.getByRole('navigation', { name: 'Главное меню' });
  await signIn('admin');
  await page.goto(`${list}?priority=high&sort=newest`);
  await menu.getByRole('link', { name: 'Каталог' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Каталог' })).toBeVisible();
  await menu.getByRole('link', { name: 'Заявки' }).click();
  await expect(page).toHaveURL(`${list}?priority=high&sort=newest`);
  await page.getByRole('link', { name: 'Сбросить всё' }).click();
  await expect(page).toHaveURL(new RegExp(`${list}$`));
  await menu.getByRole('link', { name: 'Каталог' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Каталог' })).toBeVisible();
  await menu.getByRole('link', { name: 'Заявки' }).click();
  await expect(page).toHaveURL(new RegExp(`${list}$`));
});

test('a list opens with the default view, until it is the default no more', async ({ page }) => {
  const name = unique('С утра');
  await signInToSecond(page);
  await page.goto(`${SECOND}/leads?state=all&sort=newest`);
  await saveView(page, name);
  await openMenu(page, name);
  await page.getByRole('button', { name: 'Открывать список с него' }).click();
  await expect(views(page).getByRole('link', { name })).toContainText(name);
  await expect(views(page).getByRole('img', { name: 'открывается первым' })).toBeVisible();
  await page.goto(`${SECOND}/leads`);
  await expect(page).toHaveURL(/\?state=all&sort=newest$/);
  await openMenu(page, name);
  await page.getByRole('button', { name: 'Открывать список как обычно' }).click();
  await expect(page.getByText('Список будет открываться как обычно.')).toBeVisible();
  await page.goto(`${SECOND}/leads`);
  await expect(page).toHaveURL(new RegExp(`${SECOND}/leads$`));
  await views(page).getByRole('link', { name }).click();
  await openMenu(page, name);
  await page.getByRole('button', { name: 'Удалить вид' }).click();
  await expect(page.getByText(`Вид «${name}» удалён.`)).toBeVisible();
});

/** Every list keeps its own views, with all that its address says: filter, order, columns, and how it is shown. */
const lists = {
  contacts: 'kind=COMPANY&sort=-created&columns=phone,city',
  deals: 'view=board&owner=me',
  tasks: 'view=list&state=all&sort=-due',
};

for (const [name, query] of Object.entries(lists)) {
  test(`the list of ${name} keeps views of its own`, async ({ page, signIn }) => {
    const view = unique('Как сейчас');
    await signIn('manager');
    await page.goto(`/o/demo/${name}?${query}`);
    await saveView(page, view);
    const link = views(page).getByRole('link', { name: view });
    await expect(link).toHaveAttribute('aria-current', 'page');
    const saved = new URL(page.url()).searchParams;
    expect([...saved.keys()].length).toBeGreaterThan(0);
    for (const [key, value] of saved) expect(new URLSearchParams(query).get(key), key).toBe(value);
    await page.getByRole('navigation', { name: 'Главное меню' }).getByRole('link', { name: 'Каталог' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Каталог' })).toBeVisible();
    await page.goBack();
    await openMenu(page, view);
    await page.getByRole('button', { name: 'Удалить вид' }).click();
    await expect(page.getByText(`Вид «${view}» удалён.`)).toBeVisible();
  });
}
