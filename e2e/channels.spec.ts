import { expect, test } from './fixtures';

test('the worker is the site’s own small script, and the policy names it', async ({ page, signIn, request }) => {
  await signIn('sales');
  const response = await page.goto('/profile/channels');
  expect(response?.headers()['content-security-policy']).toContain("worker-src 'self'");
  const script = await request.get('/push-worker.js');
  expect(script.headers()['content-type']).toContain('javascript');
  expect((await script.body()).length).toBeLessThan(3_000);
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
