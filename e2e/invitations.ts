import { expect, type Page } from '@playwright/test';
import { SECOND } from './second-organization';

export const PASSWORD = 'длинная хорошая фраза';

let count = 0;
export const uniqueEmail = () => `guest-${Date.now()}-${process.pid}-${(count += 1)}@example.com`;

/** As the signed-in owner of the second organisation: the link that the page shows. */
export async function inviteToSecond(page: Page, email: string, role: string): Promise<string> {
  await page.goto(`${SECOND}/settings/members?invite`);
  await page.getByRole('textbox', { name: 'Электронная почта' }).fill(email);
  await page.getByRole('combobox', { name: 'Роль' }).selectOption({ label: role });
  await page.getByRole('button', { name: 'Получить ссылку' }).click();
  const link = page.getByRole('textbox', { name: 'Ссылка приглашения' });
  await expect(link).toBeVisible();
  return link.inputValue();
}

/** On an invitation's page: a name, a password, and in. */
export async function acceptAsNew(page: Page, name: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Ваше имя' }).fill(name);
  await page.locator('input[name="password"]').fill(PASSWORD);
  await page.getByRole('button', { name: 'Начать работу' }).click();
  await expect(page).toHaveURL(new RegExp(SECOND));
}
