import type { CDPSession, Page } from '@playwright/test';
import { findFullChromium } from '../scripts/lib/chromium.mjs';
import { expect, test } from './fixtures';

/** Waits until the page's worker runs, and tells its registration as Chromium's tools name it. */
async function workerOf(session: CDPSession, page: Page): Promise<string> {
  const registration = new Promise<string>((done) => {
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const own = registrations.find(({ isDeleted }) => !isDeleted);
      if (own) done(own.registrationId);
    });
  });
  await session.send('ServiceWorker.enable');
  await page.evaluate(async () => {
    await navigator.serviceWorker.register('/push-worker.js');
    await navigator.serviceWorker.ready;
  });
  return registration;
}

const shownNotifications = (page: Page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    return (await registration.getNotifications()).map(({ title, body, tag }) => ({ title, body, tag }));
  });

// These run in a whole Chromium: the shell, in which the other journeys run, shows no notifications.
const executablePath = process.env.CHROMIUM_FULL_PATH ?? findFullChromium() ?? undefined;
test.use({ launchOptions: { executablePath: executablePath || undefined, args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync', '--no-first-run'] } });
// Chromium notes in the console that it does not subscribe in a private window
test.use({ expectedConsoleErrors: [/Push API/] });

test('a browser that cannot reach its push service says so', async ({ page, context, signIn, baseURL }) => {
  await context.grantPermissions(['notifications'], { origin: baseURL });
  await signIn('sales');
  await page.goto('/profile/channels');
  await page.getByRole('button', { name: 'Включить в этом браузере' }).click();
  // with an internet connection Chromium would subscribe; here it cannot
  await expect(page.getByText('Браузер не смог связаться со своей службой уведомлений').or(page.getByText('В этом браузере уведомления включены.'))).toBeVisible();
});

test('a push shows what happened, whatever page is open', async ({ page, context, signIn, baseURL }) => {
  await context.grantPermissions(['notifications'], { origin: baseURL });
  await signIn('sales');
  await page.goto('/profile/channels');
  const session = await context.newCDPSession(page);
  const registrationId = await workerOf(session, page);
  const data = JSON.stringify({ title: 'Новая заявка', body: 'Телефон: +7 900', path: '/o/demo/leads', tag: 'd1' });
  await session.send('ServiceWorker.deliverPushMessage', { origin: new URL(page.url()).origin, registrationId, data });
  await expect.poll(() => shownNotifications(page)).toEqual([{ title: 'Новая заявка', body: 'Телефон: +7 900', tag: 'd1' }]);
});
