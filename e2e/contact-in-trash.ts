import { expect, type Page } from '@playwright/test';

/** Adds a contact with the form, as a person does. Works without JavaScript. @returns its id */
export async function addContact(page: Page, name: string): Promise<string> {
  await page.goto('/o/demo/contacts/new');
  await page.getByRole('textbox', { name: 'Имя или название' }).fill(name);
  await page.getByRole('button', { name: 'Добавить контакт' }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  return /contacts\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
}

/** Puts a contact into the trash from its card. */
export async function deleteContact(page: Page, id: string): Promise<void> {
  await page.goto(`/o/demo/contacts/${id}`);
  await page.locator('main header summary').last().click();
  await page.locator('main header').getByRole('button', { name: /^Удалить/ }).click();
  await expect(page.getByRole('status').filter({ hasText: 'в корзине' })).toBeVisible();
}
