import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './fixtures';
import { clientsFile, freshPhone, upload } from './import-file';

test('an import goes through on a phone, and nothing is wider than it', async ({ page, signIn }) => {
  // two runs in the background, each waited for
  test.slow();
  const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
  const isAccessible = async () => {
    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag22aa']).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  };
  await signIn('sales');
  await upload(page, clientsFile([{ name: `С телефона ${Date.now()}`, phone: freshPhone(), email: 'a-very-long-address-of-a-client@example-of-a-long-domain.ru' }, { name: 'Без номера', phone: 'нет' }]));
  expect(await fits()).toBe(true);
  await isAccessible();
  await page.getByRole('button', { name: 'Проверить весь файл' }).tap();
  await expect(page.locator('[data-metric="import-created"]')).toHaveAttribute('data-value', '1', { timeout: 20_000 });
  expect(await fits()).toBe(true);
  await page.getByRole('button', { name: 'Загрузить 1 контакт' }).tap();
  await expect(page.getByText('Загрузка закончена')).toBeVisible({ timeout: 20_000 });
  expect(await fits()).toBe(true);
  await isAccessible();
});
