import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './fixtures';
import { fillLine, openNewOrder, shownTotal, unique } from './new-order';

test('an order is made with a thumb: nothing is wider than the phone, the total is always in sight', async ({ page, signIn }) => {
  await signIn('manager');
  await openNewOrder(page);
  await page.getByLabel('Адрес работ').fill(unique('дорога'));
  await page.getByRole('button', { name: 'Услуга', exact: true }).tap();
  const price = page.locator('[data-row="line"] input[name$=".unitPrice"]');
  await expect(price).toHaveAttribute('inputmode', 'decimal');
  expect((await price.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  await fillLine(page, 1, { name: 'Вывоз грунта', quantity: '4', unitPrice: '2 500', taxPercent: '0' });
  expect(await shownTotal(page)).toBe('10000.00');
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  await expect(page.getByRole('button', { name: 'Создать заказ' })).toBeInViewport();
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag22aa']).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  await page.getByRole('button', { name: 'Создать заказ' }).tap();
  await expect(page).toHaveURL(/\/orders\/[\da-f-]{36}$/);
});
