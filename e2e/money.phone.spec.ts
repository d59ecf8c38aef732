import { expect, test } from './fixtures';
import { addPayableOrder, figure, money } from './new-payable-order';

const isWider = () => document.documentElement.scrollWidth > document.documentElement.clientWidth;

test('a payment is taken on a phone; the lists fit', async ({ page, signIn }) => {
  await signIn('manager');
  await addPayableOrder(page, '12000');
  await page.locator('#money summary', { hasText: 'Принять оплату' }).click();
  await page.locator('#money').getByRole('button', { name: 'Записать' }).click();
  await expect(figure(page, 'order-paid')).toHaveAttribute('data-value', '12000.00');
  for (const list of ['payments', 'expenses', 'payroll']) {
    await page.goto(`${money}/${list}`);
    await expect(page.locator('.list-table tbody tr').first()).toBeVisible();
    expect(await page.evaluate(isWider), list).toBe(false);
  }
});
