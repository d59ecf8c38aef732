import { expect, test } from './fixtures';

test('contacts are cards, and nothing is wider than the phone', async ({ page, signIn }) => {
  const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
  await signIn('manager');
  await page.goto('/o/demo/contacts');
  const row = page.locator('[data-row="contact"]').first();
  expect((await row.boundingBox())?.height).toBeGreaterThan(50);
  expect(await fits()).toBe(true);
  await row.getByRole('link').tap();
  await expect(page.getByRole('heading', { name: 'История' })).toBeVisible();
  expect(await fits()).toBe(true);
  await page.goto('/o/demo/contacts/duplicates');
  expect(await fits()).toBe(true);
  await page.getByRole('link', { name: 'Сравнить и объединить' }).first().tap();
  await expect(page.getByRole('button', { name: 'Объединить' })).toBeVisible();
  expect(await fits()).toBe(true);
});

test('a contact is added with a thumb: the button is in reach from the start', async ({ page, signIn }) => {
  const code = `${Date.now()}`.slice(-9);
  await signIn('sales');
  await page.goto('/o/demo/contacts/new');
  await expect(page.getByRole('button', { name: 'Добавить контакт' })).toBeInViewport();
  await page.getByLabel('Имя или название').fill(`Телефонов ${code}`);
  const phone = page.getByLabel('Телефон 1');
  await expect(phone).toHaveAttribute('inputmode', 'tel');
  expect((await phone.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  await phone.fill(`89${code}`);
  await page.getByRole('button', { name: 'Ещё телефон' }).tap();
  await expect(page.getByLabel('Телефон 2', { exact: true })).toBeFocused();
  await page.getByRole('button', { name: 'Добавить контакт' }).tap();
  await expect(page.getByRole('heading', { level: 1, name: `Телефонов ${code}` })).toBeVisible();
});
