import { expect, test } from './fixtures';

test('the search is a page, which also leads everywhere and creates', async ({ page, signIn }) => {
  await signIn('owner');
  await page.getByRole('complementary').getByRole('link', { name: 'Найти' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Поиск' })).toBeVisible();
  await expect(page.getByRole('main').getByRole('link', { name: 'Новая сделка' })).toBeVisible();
  await page.getByRole('searchbox').fill('ива');
  await page.getByRole('main').getByRole('button', { name: 'Найти' }).click();
  await expect(page).toHaveURL(/search\?q=/);
  const first = page.locator('[data-row="lead"] a').first();
  const name = await first.locator('span').first().innerText();
  await first.click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name);
});

test('a search without a match says so', async ({ page, signIn }) => {
  await signIn('owner');
  await page.goto('/o/demo/search?q=щщщщщщ');
  await expect(page.getByText('ничего не нашлось')).toBeVisible();
  await page.goto('/o/demo/search?q=щ');
  await expect(page.getByText('Введите хотя бы два знака.')).toBeVisible();
});

test('the menu folds and what can be created opens without JavaScript', async ({ page, signIn }) => {
  await signIn('owner');
  await page.getByRole('button', { name: 'Свернуть меню' }).click();
  await expect(page.getByRole('button', { name: 'Развернуть меню' })).toBeVisible();
  await page.getByRole('button', { name: 'Развернуть меню' }).click();
  const rail = page.getByRole('complementary');
  await rail.locator('summary[aria-label="Создать"]').click();
  await expect(rail.getByRole('link', { name: 'Новый контакт' })).toHaveAttribute('href', '/o/demo/contacts/new');
});
