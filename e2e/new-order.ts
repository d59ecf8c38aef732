import { randomUUID } from 'node:crypto';
import { expect, type Page } from '@playwright/test';

export const orders = '/o/demo/orders';

/** The id in the address of an order's page. */
export const orderIdOf = (page: Page) => /\/orders\/([\da-f-]{36})/.exec(page.url())?.[1] ?? '';

/** A text that nothing else has. */
export const unique = (text: string) => `${text} ${randomUUID().slice(0, 8)}`;

/** Opens the form of a new order for a client that is there; what an earlier visit left in this tab is not brought back. */
export async function openNewOrder(page: Page) {
  await page.goto('/o/demo/contacts');
  const contactId = await page.locator('[data-row="contact"]').first().getAttribute('data-id');
  await page.goto(`${orders}/new?contact=${contactId ?? ''}`);
  await expect(page.getByLabel(/^Клиент/)).not.toHaveValue('');
}

/** The total that the form shows now, plain. */
export async function shownTotal(page: Page): Promise<string> {
  return (await page.locator('[data-metric="total"]').first().getAttribute('data-value')) ?? '';
}

/** Fills in a line by its place; the label of a line's name begins with its number. */
export async function fillLine(page: Page, number: number, facts: Partial<Record<'name' | 'quantity' | 'unitPrice' | 'discountPercent' | 'taxPercent', string>>) {
  const line = page.locator('[data-row="line"]').nth(number - 1);
  for (const [field, text] of Object.entries(facts)) await line.locator(`input[name$=".${field}"]`).fill(text);
}
