import AxeBuilder from '@axe-core/playwright';
import { readFile } from 'node:fs/promises';
import { expect, test } from './fixtures';
import { clientsFile, freshPhone, upload } from './import-file';

const metric = (name: string) => `[data-metric="import-${name}"]`;

test('a file is looked at, tried, imported, repaired and undone', async ({ page, signIn }) => {
  // two runs in the background, each waited for
  test.slow();
  const [one, two] = [`Импорт ${Date.now()}`, `Импорт ${Date.now()} второй`];
  const phone = freshPhone();
  await signIn('manager');
  await upload(page, clientsFile([{ name: one, phone, city: 'Тверь' }, { name: two, phone: '7,92E+10' }]));

  await expect(page.getByLabel('Чем станет столбец «Эл. почта»')).toHaveValue('emails');
  const preview = page.locator('[data-row="preview"]');
  await expect(preview.nth(0)).toHaveAttribute('data-outcome', 'created');
  await expect(preview.nth(1)).toContainText('таблица округлила номер');

  await page.getByRole('button', { name: 'Проверить весь файл' }).click();
  await expect(page.locator(metric('created'))).toHaveAttribute('data-value', '1', { timeout: 20_000 });
  await expect(page.locator(metric('failed'))).toHaveAttribute('data-value', '1', { timeout: 20_000 });
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag22aa']).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  await page.goto(`/o/demo/contacts?q=${encodeURIComponent(one)}`);
  await expect(page.locator('[data-row="contact"]').filter({ hasText: one })).toHaveCount(0);

  // the import waits where it was left, also after a reload
  await page.goBack();
  await expect(page.getByRole('button', { name: 'Загрузить 1 контакт' })).toBeVisible();
  await page.reload();
  await page.getByRole('button', { name: 'Загрузить 1 контакт' }).click();
  await expect(page.getByText('Загрузка закончена')).toBeVisible({ timeout: 20_000 });

  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Скачать CSV' }).click()]);
  const errors = await readFile(await download.path(), 'utf8');
  expect(errors).toContain(`${two};`);
  expect(errors).toContain('таблица округлила номер');
  const here = page.url();

  const repaired = clientsFile([], 'repaired.csv');
  await upload(page, { ...repaired, buffer: Buffer.from(errors.replace(/'?7,92E\+10/, freshPhone()).replace(/"7,92E\+10"/, freshPhone())) });
  await page.getByRole('button', { name: 'Проверить весь файл' }).click();
  await expect(page.locator(metric('created'))).toHaveAttribute('data-value', '1', { timeout: 20_000 });

  await page.goto(here);
  await page.getByRole('button', { name: 'Отменить загрузку' }).click();
  await expect(page.locator('[data-metric="import-reverted"]')).toHaveAttribute('data-value', '1', { timeout: 20_000 });
  await page.goto('/o/demo/contacts/import');
  await expect(page.locator('[data-row="import"]').filter({ has: page.locator(`a[href="${new URL(here).pathname}"]`) })).toHaveAttribute('data-state', 'undone');
});

test('the export of a filter comes back unchanged', async ({ page, signIn }) => {
  await signIn('owner');
  await page.goto('/o/demo/contacts?kind=COMPANY');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Скачать' }).click()]);
  const csv = await readFile(await download.path());
  await upload(page, { name: 'export.csv', mimeType: 'text/csv', buffer: csv });
  await page.getByRole('button', { name: 'Проверить весь файл' }).click();
  await expect(page.getByText('Менять нечего')).toBeVisible({ timeout: 20_000 });
  expect(Number(await page.locator(metric('unchanged')).getAttribute('data-value'))).toBeGreaterThan(10);
  await expect(page.locator(metric('failed'))).toHaveAttribute('data-value', '0', { timeout: 20_000 });
});

test.describe('refusals', () => {
  test.use({ expectedConsoleErrors: [/status of (403|422)/] });

  test('who may not add contacts may not import them', async ({ page, signIn }) => {
    await signIn('viewer');
    expect((await page.goto('/o/demo/contacts/import'))?.status()).toBe(403);
  });

  test('columns that contradict each other are named, and what was chosen stays', async ({ page, signIn }) => {
    await signIn('manager');
    await upload(page, clientsFile([{ name: 'Кто-то', phone: freshPhone() }]));
    await page.getByLabel('Чем станет столбец «Имя»').selectOption('');
    await page.getByRole('button', { name: 'Проверить весь файл' }).click();
    await expect(page.getByText('Новым контактам нужно имя')).toBeVisible();
    await expect(page.getByLabel('Чем станет столбец «Имя»')).toHaveValue('');
    await page.getByRole('button', { name: 'Отказаться от загрузки' }).click();
    await expect(page).toHaveURL(/\/contacts\/import$/);
  });

  test('what is no table is refused in words', async ({ page, signIn }) => {
    await signIn('sales');
    await page.goto('/o/demo/contacts/import');
    await page.getByLabel('Файл с контактами').setInputFiles({ name: 'logo.csv', mimeType: 'text/csv', buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2]) });
    await page.getByRole('button', { name: 'Загрузить файл' }).click();
    await expect(page.getByRole('alert')).toContainText('Это не таблица');
  });
});
