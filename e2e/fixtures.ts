import { expect, test as base, type Page } from '@playwright/test';

export type Role = 'owner' | 'admin' | 'manager' | 'sales' | 'operator' | 'viewer';

interface Fixtures {
  /** Signs in as the demo member of this role and lands on the demo organisation's first page. */
  signIn: (role?: Role) => Promise<void>;
  /** Console errors that a test provokes on purpose, for example a refused request. */
  expectedConsoleErrors: RegExp[];
}

/** Signs in with the form, as a person does; works without JavaScript too. */
async function signInWithForm(page: Page, role: Role) {
  await page.goto('/login');
  await page.locator('input[name="email"]').fill(`${role}@demo.test`);
  await page.locator('input[name="password"]').fill('demo-password');
  await page.locator('main form button[type="submit"], form button[type="submit"]').last().click();
  await expect(page).toHaveURL(/\/o\/demo/);
}

/** The project's test: an unexpected console.error or page error fails it. */
export const test = base.extend<Fixtures>({
  expectedConsoleErrors: [[], { option: true }],
  signIn: async ({ page }, provide) => {
    await provide((role = 'owner') => signInWithForm(page, role));
  },
  page: async ({ page, expectedConsoleErrors }, provide) => {
    const unexpected: string[] = [];
    const note = (text: string) => {
      if (!expectedConsoleErrors.some((pattern) => pattern.test(text))) unexpected.push(text);
    };
    page.on('console', (message) => {
      if (message.type() === 'error') note(message.text());
    });
    page.on('pageerror', (error) => note(error.message));
    await provide(page);
    expect(unexpected, 'errors in the browser console').toEqual([]);
  },
});

export { expect };
