import type { CDPSession, Page } from '@playwright/test';
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

test('the worker is the site’s own small script, and the policy names it', async ({ page, signIn, request }) => {
  await signIn('sales');
  const response = await page.goto('/profile/channels');
  expect(response?.headers()['content-security-policy']).toContain("worker-src 'self'");
  const script = await request.get('/push-worker.js');
  expect(script.headers()['content-type']).toContain('javascript');
  expect((await script.body()).length).toBeLessThan(3_000);
});

test.describe('a browser that cannot reach its push service', () => {
  // Chromium notes in the console that it does not subscribe in a private window
  test.use({ expectedConsoleErrors: [/Push API/] });

  test('says so', async ({ page, context, signIn, baseURL }) => {
    await context.grantPermissions(['notifications'], { origin: baseURL });
    await signIn('sales');
    await page.goto('/profile/channels');
    await page.getByRole('button', { name: 'Включить в этом браузере' }).click();
    // with an internet connection Chromium would subscribe; here it cannot
    await expect(page.getByText('Браузер не смог связаться со своей службой уведомлений').or(page.getByText('В этом браузере уведомления включены.'))).toBeVisible();
  });
});

test('who forbade notifications reads how to allow them', async ({ page, signIn }) => {
  await page.addInitScript(() => Object.defineProperty(Notification, 'permission', { get: () => 'denied' }));
  await signIn('sales');
  await page.goto('/profile/channels');
  await expect(page.getByText('В этом браузере уведомления для Teplo запрещены')).toBeVisible();
});

test('a subscription of a browser is listed and can be removed', async ({ page, signIn }) => {
  await signIn('viewer');
  await page.goto('/profile/channels');
  const form = { intent: 'push.subscribe', endpoint: `https://push.example.com/${Date.now()}`, p256dh: 'BD27oJ118AqUbqjMnfjNoWVUn2ub18TDnMouaUdTfTau9cktlp5I7yTRPP6D69bdtXcrjxEHLVCCyIB9pB1vdb8', auth: 'MDEyMzQ1Njc4OWFiY2RlZg' };
  await page.request.post('/profile/channels', { form, headers: { Origin: new URL(page.url()).origin } });
  await page.reload();
  const device = page.locator('[data-row="push-device"]');
  await expect(device).toContainText('этот браузер');
  await device.getByRole('button', { name: /^Убрать/ }).click();
  await expect(device).toHaveCount(0);
});

test('without a bot the page says that there is none', async ({ page, signIn }) => {
  await signIn('sales');
  await page.goto('/profile/channels');
  await expect(page.locator('#telegram')).toContainText('бот не настроен');
});
