import { expect, type Page } from '@playwright/test';
import { fillLine, openNewOrder, orderIdOf, orders, unique } from './new-order';

export const money = '/o/demo/money';

/** A created order of one service without tax for this price; the page is its card. */
export async function addPayableOrder(page: Page, price = '50000'): Promise<{ id: string; card: string; number: string }> {
  await openNewOrder(page);
  await page.getByLabel('Адрес работ').fill(unique('ул. Кассовая'));
  await page.getByRole('button', { name: 'Услуга', exact: true }).click();
  await fillLine(page, 1, { name: 'Планировка', quantity: '1', unitPrice: price, discountPercent: '', taxPercent: '0' });
  await page.getByRole('button', { name: 'Создать заказ' }).click();
  await expect(page).toHaveURL(/\/orders\/[\da-f-]{36}$/);
  const id = orderIdOf(page);
  const number = /\d{4}-\d{6}/.exec((await page.getByRole('heading', { level: 1 }).textContent()) ?? '')?.[0] ?? '';
  return { id, card: `${orders}/${id}`, number };
}

/** A figure of the order's money panel, plain. */
export const figure = (page: Page, name: string) => page.locator(`#money [data-metric="${name}"]`);
