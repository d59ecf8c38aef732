import { expect, test } from './fixtures';

test('views are kept and chosen with a thumb, and nothing is wider than the phone', async ({ page, signIn }) => {
  const name = `С телефона ${Date.now().toString(36)}`;
  const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
  await signIn('manager');
  await page.goto('/o/demo/leads?priority=medium&sort=newest');
  await page.locator('summary', { hasText: 'Сохранить' }).tap();
  await page.getByLabel('Название вида').fill(name);
  expect(await fits()).toBe(true);
  await page.getByRole('button', { name: 'Сохранить', exact: true }).tap();
  const view = page.getByRole('navigation', { name: 'Сохранённые виды' }).getByRole('link', { name });
  await expect(view).toHaveAttribute('aria-current', 'page');
  expect(await fits()).toBe(true);
  await page.getByLabel(`Вид «${name}»`).tap();
  await page.getByRole('button', { name: 'Удалить вид' }).tap();
  await expect(view).toBeHidden();
});
