import { expect, type Page } from '@playwright/test';

/** Waits until the page listens to the keyboard: before its script has arrived a key does nothing. */
export async function untilLive(page: Page): Promise<void> {
  await expect(page.locator('[data-live]')).toBeAttached();
}
