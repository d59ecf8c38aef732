import AxeBuilder from '@axe-core/playwright';
import { readFile } from 'node:fs/promises';
import { expect, test } from './fixtures';

const catalog = '/o/demo/catalog';
const csv = (text: string) => ({ name: 'catalog.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });

test('what the list exports, an import finds unchanged', async ({ page, signIn }) => {
  await signIn('manager');
  for (const format of ['CSV', 'XLSX']) {
    await page.goto(`${catalog}?active=all`);
    await page.locator('summary', { hasText: 'Файл' }).click();
    const waiting = page.waitForEvent('download');
    await page.getByRole('link', { name: `Скачать ${format}` }).click();
    const download = await waiting;
    expect(download.suggestedFilename()).toMatch(/^Каталог .*\.(csv|xlsx)$/);
    await page.goto(`${catalog}/import`);
    await page.getByLabel('Файл CSV или XLSX').setInputFiles({ name: download.suggestedFilename(), mimeType: 'application/octet-stream', buffer: await readFile(await download.path()) });
    await page.getByRole('button', { name: 'Загрузить', exact: true }).click();
    await expect(page.getByText(/изменено 0, все строки/)).toBeVisible();
  }
});

test('a file is checked, then taken; new items, categories and prices are there', async ({ page, signIn }) => {
  const code = `ИМП-${Date.now()}`;
  await signIn('admin');
  await page.goto(`${catalog}/import`);
  await page.getByLabel('Файл CSV или XLSX').setInputFiles(csv(`Код;Вид;Название;Категория;Цена;Цвет\n${code};товар;Свая ${code};Сваи / Винтовые ${code};1 250,50;серый\n`));
  await page.getByRole('button', { name: 'Проверить' }).click();
  await expect(page.getByText('Файл подходит')).toBeVisible();
  await expect(page.locator('[data-metric="import-created"]')).toHaveAttribute('data-value', '1');
  await expect(page.getByText('Не используются: Цвет.')).toBeVisible();
  await expect(page.getByText(`Сваи · Сваи / Винтовые ${code}`)).toBeVisible();
  expect((await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag22aa']).analyze()).violations).toEqual([]);
  await page.getByRole('button', { name: 'Загрузить', exact: true }).click();
  await expect(page.getByText('добавлено 1, изменено 0')).toBeVisible();
  await page.goto(`${catalog}?q=${code}`);
  await expect(page.locator('[data-row="item"]')).toContainText(`Свая ${code}`);

  await page.goto(`${catalog}/import`);
  await page.getByLabel('Файл CSV или XLSX').setInputFiles(csv(`Код;Цена\n${code};1300\n`));
  await page.getByRole('button', { name: 'Проверить' }).click();
  const change = page.locator('[data-row="change"]');
  await expect(change).toContainText('1250.5');
  await expect(change).toContainText('1300');
});

test.describe('a bad file', () => {
  test.use({ expectedConsoleErrors: [/status of 422/] });

  test('is refused as a whole, its rows are named', async ({ page, signIn }) => {
    const code = `ПЛ-${Date.now()}`;
    await signIn('owner');
    await page.goto(`${catalog}/import`);
    await page.getByLabel('Файл CSV или XLSX').setInputFiles(csv(`Код,Вид,Название,Цена\n${code},услуга,Хорошая,100\n${code}-2,услуга,Плохая,сто\n`));
    await page.getByRole('button', { name: 'Загрузить', exact: true }).click();
    await expect(page.getByText('Файл не загружен')).toBeVisible();
    await expect(page.locator('[data-row="problem"]')).toHaveText(/Строка 3.*Цена: не число.*«сто»/);
    expect((await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag22aa']).analyze()).violations).toEqual([]);
    await page.goto(`${catalog}?q=${code}`);
    await expect(page.locator('[data-row="item"]')).toHaveCount(0);
  });
});
