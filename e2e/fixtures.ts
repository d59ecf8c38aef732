import { expect, test as base, type Cookie, type Page } from '@playwright/test';

export type Role = 'owner' | 'admin' | 'manager' | 'sales' | 'operator' | 'viewer';

interface Fixtures {
  /** Signs in as the demo member of this role and lands on the demo organisation's first page. */
  signIn: (role?: Role) => Promise<void>;
  /** Console errors that a test provokes on purpose, for example a refused request. */
  expectedConsoleErrors: RegExp[];
}

/** Signs in with the form, as a person does; works without JavaScript too. */
async function signInWithForm(page: Page, role: Role) {
  // who is signed in as somebody else is not asked again
  await page.context().clearCookies();
  await page.goto('/login');
  await page.locator('input[name="email"]').fill(`${role}@demo.test`);
  await page.locator('input[name="password"]').fill('demo-password');
  await page.locator('main form button[type="submit"], form button[type="submit"]').last().click();
  await expect(page).toHaveURL(/\/o\/demo/);
}

const sessions = new Map<Role, Cookie[]>();

/** Takes up the session that this worker began for the role; without one, or when it has ended, signs in anew. */
async function signInQuickly(page: Page, role: Role) {
  const known = sessions.get(role);
  if (known) {
    await page.context().clearCookies();
    await page.context().addCookies(known);
    await page.goto('/o/demo', { waitUntil: 'commit' });
    if (new URL(page.url()).pathname === '/o/demo') return;
  }
  await signInWithForm(page, role);
  sessions.set(role, await page.context().cookies());
}

/** React 18 says so of a page that is left while it comes alive, as tests do and people hardly can; the next page is whole. */
const LEFT_WHILE_HYDRATING = /Minified React error #345/;

/** The project's test: an unexpected console.error or page error fails it. */
export const test = base.extend<Fixtures>({
  expectedConsoleErrors: [[], { option: true }],
  signIn: async ({ page }, provide) => {
    await provide((role = 'owner') => signInQuickly(page, role));
  },
  page: async ({ page, expectedConsoleErrors }, provide) => {
    const unexpected: string[] = [];
    const note = (text: string) => {
      if (![...expectedConsoleErrors, LEFT_WHILE_HYDRATING].some((pattern) => pattern.test(text))) unexpected.push(text);
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
