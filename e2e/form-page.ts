import type { APIRequestContext, Page } from '@playwright/test';

let count = 0;

/** An e-mail that no other test uses. */
export function newEmail(): string {
  count += 1;
  return `visitor-${process.pid}-${Date.now()}-${count}@example.ru`;
}

/** Fills what is required, as a visitor does. */
export async function fillForm(page: Page, email = newEmail()): Promise<string> {
  await page.locator('[name="firstName"]').fill('Анна');
  await page.locator('[name="lastName"]').fill('Смирнова');
  await page.locator('[name="email"]').fill(email);
  await page.locator('[name="serviceId"]').selectOption({ index: 1 });
  await page.locator('[name="privacyConsent"]').check();
  return email;
}

export const submit = (page: Page) => page.locator('[data-public-form] button[type="submit"]').click();

/** The hidden token and the first service of a freshly rendered form, for programs that send it themselves. */
export async function readForm(request: APIRequestContext, path = '/'): Promise<{ token: string; serviceId: string }> {
  const html = await (await request.get(path)).text();
  const token = /name="token" value="([^"]+)"/.exec(html)?.[1] ?? '';
  const serviceId = /<option value="([\da-f-]{36})"/.exec(html)?.[1] ?? '';
  return { token, serviceId };
}

/** What a program sends for a valid request. */
export async function formData(request: APIRequestContext, changes: Record<string, string> = {}): Promise<Record<string, string>> {
  const { token, serviceId } = await readForm(request);
  return { token, serviceId, firstName: 'Пётр', lastName: 'Ким', email: newEmail(), privacyConsent: 'on', ...changes };
}
