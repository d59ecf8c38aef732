import { randomUUID } from 'node:crypto';
import { expect, type Page } from '@playwright/test';

export const deals = '/o/demo/deals';

/** Makes a deal of the demo organisation for a contact that is there, with the form; ends on its card. Works without JavaScript. */
export async function addDeal(page: Page, { amount }: { amount?: string } = {}): Promise<{ id: string; title: string }> {
  const title = `Сделка ${randomUUID().slice(0, 8)}`;
  await page.goto('/o/demo/contacts');
  const contactId = await page.locator('[data-row="contact"]').first().getAttribute('data-id');
  await page.goto(`${deals}/new?contact=${contactId ?? ''}`);
  await page.getByLabel('Название').fill(title);
  if (amount) await page.getByLabel('Сумма').fill(amount);
  await page.getByRole('button', { name: 'Создать сделку' }).click();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible({ timeout: 15_000 });
  return { id: page.url().split('/').pop()?.split('?')[0] ?? '', title };
}

/** The board with this deal alone on it. */
export function boardOf({ title }: { title: string }): string {
  return `${deals}?${new URLSearchParams({ q: title, view: 'board' }).toString()}`;
}

export const column = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
export const card = (page: Page, id: string) => page.locator(`li[data-row="deal"][data-id="${id}"]`);
