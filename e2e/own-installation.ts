import { expect, type Page } from '@playwright/test';
import { rmSync } from 'node:fs';
import { catchMails, type MailCatcher } from './mail-catcher';
import { startServer, type RunningServer } from './running-server';

export const OWNER_PASSWORD = 'длинная хорошая фраза';

export interface OwnInstallation {
  server: RunningServer;
  mail: MailCatcher;
  stop: () => Promise<void>;
}

/** An installation of its own, with nothing in it, that sends its mails to a catcher. */
export async function startInstallation(): Promise<OwnInstallation> {
  const mail = await catchMails();
  const server = await startServer({ DEMO: '0', SMTP_URL: mail.url, SIGN_IN_LIMIT_PER_MINUTE: '1000' });
  const stop = async () => {
    await server.stop();
    await mail.stop();
    rmSync(server.dataDir, { recursive: true, force: true });
  };
  return { server, mail, stop };
}

/** Sets the installation up: its first page leads there. */
export async function setUp(page: Page, url: string, email: string): Promise<void> {
  await page.goto(`${url}/setup`);
  await page.locator('input[name="organizationName"]').fill('Тёплый дом');
  await page.locator('textarea[name="services"]').fill('Монтаж отопления');
  await page.locator('input[name="name"]').fill('Ольга Белова');
  await page.locator('input[name="email"]').fill(email);
  await page.locator('input[name="password"]').fill(OWNER_PASSWORD);
  await page.getByRole('button', { name: 'Создать организацию' }).click();
  await expect(page).toHaveURL(/\/o\/teplyy-dom/);
}

export async function signInAt(page: Page, url: string, email: string, password: string): Promise<void> {
  await page.goto(`${url}/login`);
  await page.locator('input[name="email"]').fill(email);
  await page.locator('input[name="password"]').fill(password);
  await page.getByRole('button', { name: 'Войти', exact: true }).click();
}
