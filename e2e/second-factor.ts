import { expect, type Browser, type Page } from '@playwright/test';
import { Secret, TOTP } from 'otpauth';
import { acceptAsNew, inviteToSecond, PASSWORD, uniqueEmail } from './invitations';
import { signInToSecond } from './second-organization';

/** The code that an authenticator app shows; @param stepsAway of thirty seconds: no step is good twice */
export function codeOf(secret: string, stepsAway = 0): string {
  return TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: Date.now() + stepsAway * 30_000 });
}

/** A new member of the second organisation, signed in on the page. */
export async function joinSecond(browser: Browser, page: Page): Promise<{ email: string }> {
  const owner = await browser.newContext();
  const desk = await owner.newPage();
  await signInToSecond(desk);
  const email = uniqueEmail();
  const link = await inviteToSecond(desk, email, 'Наблюдатель');
  await owner.close();
  await page.goto(link);
  await acceptAsNew(page, 'Ева Осторожная');
  return { email };
}

/** On the security page: an app is set up with the code of the step before, so that the present one is left. */
export async function setUpApp(page: Page, password = PASSWORD): Promise<{ secret: string; codes: string[] }> {
  await page.locator('#totp input[name="password"]').fill(password);
  await page.getByRole('button', { name: 'Подключить приложение' }).click();
  const shown = page.getByTestId('totp-secret');
  await expect(shown).toBeVisible();
  await expect(page.getByRole('img', { name: 'QR-код для приложения' })).toBeVisible();
  const secret = ((await shown.textContent()) ?? '').replace(/\s/g, '');
  await page.locator('#totp input[name="code"]').fill(codeOf(secret, -1));
  await page.getByRole('button', { name: 'Проверить и включить' }).click();
  await expect(page.getByText('Сохраните резервные коды сейчас')).toBeVisible();
  return { secret, codes: await page.locator('[data-row="recovery-codes"]').allTextContents() };
}

/** Name and password on the sign-in page; where that leads the test looks. */
export async function sendPassword(page: Page, email: string, password = PASSWORD): Promise<void> {
  await page.locator('input[name="email"]').fill(email);
  await page.locator('input[name="password"]').fill(password);
  await page.getByRole('button', { name: 'Войти', exact: true }).click();
}
