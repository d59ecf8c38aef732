import { expect, type Page } from '@playwright/test';

/** The neighbour of the demo organisation: tests that change rules or settings do it here, where no other test looks. */
export const SECOND = '/o/vtoroy-uchastok';

export async function signInToSecond(page: Page): Promise<void> {
  await page.goto('/login');
  await page.locator('input[name="email"]').fill('second@demo.test');
  await page.locator('input[name="password"]').fill('demo-password');
  await page.locator('form button[type="submit"]').last().click();
  await expect(page).toHaveURL(/\/o\/vtoroy-uchastok/);
}
