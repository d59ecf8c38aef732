import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { expect, test } from './fixtures';

const unique = (word: string) => `${word} ${Date.now()}-${Math.floor(Math.random() * 1e6)}`;

async function addMachine(page: Page, name: string, code = '') {
  await page.goto('/o/demo/catalog/new?kind=EQUIPMENT');
  await page.getByRole('textbox', { name: 'Название' }).fill(name);
  await page.getByRole('textbox', { name: 'Артикул' }).fill(code);
  await page.getByRole('textbox', { name: /^Цена часа/ }).fill('2 400,50');
  await page.getByRole('button', { name: 'Добавить в каталог' }).click();
}

test('a machine is added, found, priced anew, set aside and deleted with a way back', async ({ page, signIn }) => {
  const name = unique('Экскаватор');
  await signIn('owner');
  await addMachine(page, name);
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expect(page.getByText('2 400,50 ₽/ч')).toBeVisible();
  const address = page.url();

  await page.getByRole('link', { name: 'Изменить' }).click();
  await page.getByRole('textbox', { name: /^Цена смены/ }).fill('18000');
  await page.getByRole('textbox', { name: 'НДС, %' }).fill('20');
  await page.getByRole('button', { name: 'Сохранить' }).click();
  await expect(page.getByText('18 000 ₽/смена · 2 400,50 ₽/ч').first()).toBeVisible();
  await expect(page.locator('[data-row="price"]')).toHaveCount(2);

  await page.goto(`/o/demo/catalog?${new URLSearchParams({ q: name }).toString()}`);
  const row = page.locator('[data-row="item"]').filter({ hasText: name });
  await expect(row).toHaveCount(1);
  await expect(page.locator('[data-metric="items-shown"]')).toHaveAttribute('data-value', '1');
  await row.getByRole('link', { name }).click();

  await page.getByLabel('Ещё действия').click();
  await page.getByRole('button', { name: 'Больше не предлагать' }).click();
  await expect(page.getByText('Не предлагаем', { exact: true })).toBeVisible();
  await page.goto(`/o/demo/catalog?${new URLSearchParams({ q: name }).toString()}`);
  await expect(page.getByText('Ничего не подошло')).toBeVisible();

  await page.goto(address);
  await page.getByLabel('Ещё действия').click();
  await page.getByRole('button', { name: /^Удалить/ }).click();
  await page.getByRole('button', { name: 'Вернуть' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
});

test.describe('what cannot be saved', () => {
  test.use({ expectedConsoleErrors: [/status of (409|422)/] });

  test('a taken code is said at its field, and everything typed stays', async ({ page, signIn }) => {
    const code = `E2E-${Date.now()}`;
    await signIn('owner');
    await addMachine(page, unique('Кран'), code);
    await expect(page.getByText(code).first()).toBeVisible();
    const second = unique('Каток');
    await addMachine(page, second, code.toLowerCase());
    await expect(page.getByText('Такой артикул уже есть. Выберите другой.')).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'Название' })).toHaveValue(second);
    await expect(page.getByRole('textbox', { name: /^Цена часа/ })).toHaveValue('2 400,50');
  });

  test('of two edits the second sees both versions and may still save its own', async ({ page, context, signIn }) => {
    const name = unique('Погрузчик');
    await signIn('owner');
    await addMachine(page, name);
    await page.getByRole('link', { name: 'Изменить' }).click();
    await expect(page.getByRole('textbox', { name: 'Где стоит' })).toBeVisible();
    const other = await context.newPage();
    await other.goto(page.url());
    await other.getByRole('textbox', { name: 'Где стоит' }).fill('База');
    await other.getByRole('button', { name: 'Сохранить' }).click();
    await expect(other.getByRole('heading', { level: 1, name })).toBeVisible();
    await page.getByRole('textbox', { name: 'Где стоит' }).fill('Объект');
    await page.getByRole('button', { name: 'Сохранить' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'позицию изменил кто-то другой' })).toBeVisible();
    await expect(page.getByRole('cell', { name: 'База' })).toBeVisible();
    await page.getByRole('button', { name: 'Сохранить' }).click();
    await expect(page.locator('dd', { hasText: 'Объект' })).toBeVisible();
  });

  test('a category is not deleted while something stands in it', async ({ page, signIn }) => {
    const name = unique('Категория');
    await signIn('owner');
    await page.goto('/o/demo/catalog/categories');
    await page.getByRole('textbox', { name: 'Название категории' }).fill(name);
    await page.getByRole('button', { name: 'Добавить категорию' }).click();
    const row = page.locator('[data-row="category"]').filter({ hasText: name });
    const id = await row.getAttribute('data-id');
    await page.goto(`/o/demo/catalog/new?kind=MATERIAL&category=${id}`);
    await page.getByRole('textbox', { name: 'Название' }).fill(unique('Песок'));
    await page.getByRole('button', { name: 'Добавить в каталог' }).click();
    await page.goto('/o/demo/catalog/categories');
    await row.getByRole('button', { name: `Удалить: ${name}` }).click();
    await expect(page.getByText(`«${name}» не пуста`)).toBeVisible();
    await page.goto(`/o/demo/catalog?category=${id}`);
    await expect(page.locator('[data-row="item"]')).toHaveCount(1);
  });
});

test('categories are put in order by dragging and by the keyboard', async ({ page, signIn }) => {
  const [one, two] = [unique('Первая'), unique('Вторая')];
  await signIn('owner');
  await page.goto('/o/demo/catalog/categories');
  for (const name of [one, two]) {
    await page.getByRole('textbox', { name: 'Название категории' }).fill(name);
    await page.getByRole('button', { name: 'Добавить категорию' }).click();
    await expect(page.locator('[data-row="category"]').filter({ hasText: name })).toBeVisible();
  }
  const rowOf = (name: string) => page.locator('[data-row="category"]').filter({ hasText: name });
  const inside = page.getByRole('button', { name: `Вложить в предыдущую: ${two}` });
  await inside.focus();
  await page.keyboard.press('Enter');
  await expect(rowOf(two)).toHaveAttribute('data-depth', '1');
  await page.getByRole('button', { name: `На уровень выше: ${two}` }).click();
  await expect(rowOf(two)).toHaveAttribute('data-depth', '0');
  await rowOf(two).getByTitle('Перетащить').dragTo(rowOf(one), { targetPosition: { x: 200, y: 34 } });
  await expect(rowOf(two)).toHaveAttribute('data-depth', '1');
  for (const name of [two, one]) {
    await page.getByRole('button', { name: `Удалить: ${name}` }).click();
    await expect(rowOf(name)).toHaveCount(0);
  }
});

test('photos are shown small, put in order and refused when they are none', async ({ page, signIn }) => {
  const picture = (background: string) => sharp({ create: { width: 1200, height: 800, channels: 3, background } }).jpeg().toBuffer();
  await signIn('owner');
  await addMachine(page, unique('Самосвал'));
  const input = page.getByLabel(/JPEG, PNG или WebP/);
  await input.setInputFiles([
    { name: 'a.jpg', mimeType: 'image/jpeg', buffer: await picture('#c33') },
    { name: 'b.jpg', mimeType: 'image/jpeg', buffer: await picture('#36c') },
  ]);
  await page.getByRole('button', { name: 'Загрузить' }).click();
  const photos = page.locator('[data-row="photo"]');
  await expect(photos).toHaveCount(2);
  const small = await page.request.get((await photos.first().locator('img').getAttribute('src')) ?? '');
  expect([small.status(), small.headers()['content-type']]).toEqual([200, 'image/webp']);
  const second = await photos.nth(1).getAttribute('data-id');
  await page.getByRole('button', { name: 'Раньше: фото 2' }).click();
  await expect(photos.first()).toHaveAttribute('data-id', second ?? '');
  await input.setInputFiles({ name: 'c.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('<html></html>') });
  await page.getByRole('button', { name: 'Загрузить' }).click();
  await expect(page.getByText('Это не фотографии: c.jpg. Ничего не загружено.')).toBeVisible();
  await page.getByRole('button', { name: 'Удалить фото 1' }).click();
  await expect(photos).toHaveCount(1);
});

test('care that recurs is counted on when it is done', async ({ page, signIn }) => {
  await signIn('owner');
  await addMachine(page, unique('Бульдозер'));
  await page.getByRole('link', { name: 'Регламент' }).click();
  await page.getByRole('textbox', { name: 'Что делаем' }).fill('ТО-1');
  await page.getByRole('textbox', { name: 'Раз в сколько моточасов' }).fill('250');
  await page.getByRole('button', { name: 'Добавить регламент' }).click();
  await expect(page.locator('[data-row="plan"]')).toContainText('на 250 м·ч');
  await page.getByRole('link', { name: 'Записать работу' }).click();
  await page.getByRole('textbox', { name: 'Что делаем' }).fill('ТО-1 сделано');
  await page.getByLabel('По регламенту').selectOption({ label: 'ТО-1' });
  await page.getByRole('textbox', { name: 'Моточасы' }).fill('240,5');
  await page.getByRole('button', { name: 'Записать', exact: true }).click();
  await expect(page.locator('[data-row="maintenance"]')).toContainText('240,5 м·ч на счётчике');
  await expect(page.locator('[data-row="plan"]')).toContainText('на 490,5 м·ч');
  await page.goto('/o/demo/catalog/maintenance');
  await expect(page.locator('[data-metric="maintenance-overdue"]')).toBeVisible();
});

test('the label of a machine leads to the form with the machine named', async ({ page, signIn }) => {
  const name = unique('Автокран');
  await signIn('owner');
  await addMachine(page, name);
  await page.getByRole('link', { name: 'QR-наклейка' }).click();
  await expect(page.getByRole('img', { name: /QR-код/ })).toBeVisible();
  const link = await page.locator('main a[href*="machine="]').getAttribute('href');
  const { pathname, search } = new URL(link ?? '');
  await page.goto(pathname + search);
  await expect(page.locator('[name="comments"]')).toHaveValue(new RegExp(name));
});

test('pages of the catalog are free of barriers', async ({ page, signIn }) => {
  await signIn('owner');
  for (const path of ['/catalog', '/catalog/categories', '/catalog/maintenance', '/catalog/new?kind=ATTACHMENT']) {
    await page.goto(`/o/demo${path}`);
    await expect(page.locator('main h1')).toBeVisible();
    expect((await new AxeBuilder({ page }).analyze()).violations, path).toEqual([]);
  }
});
