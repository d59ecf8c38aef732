import { expect, test } from './fixtures';

const SYSTEM = '/o/demo/settings/system';
const JOBS = '/o/demo/settings/jobs';

test.describe('the pages of the host', () => {
  test('the owner sees how the installation stands, and goes on to its jobs', async ({ page, signIn }) => {
    await signIn('owner');
    await page.goto(SYSTEM);
    await expect(page.getByRole('heading', { name: 'Система', level: 2 })).toBeVisible();
    for (const metric of ['system-version', 'system-migrations', 'system-uptime', 'system-mail-waiting', 'system-storage-used', 'system-disk-free', 'system-database-bytes', 'system-connections', 'system-slow']) {
      await expect(page.locator(`[data-metric="${metric}"]`), metric).toHaveAttribute('data-value', /./);
    }
    await expect(page.locator('[data-row="warning"][data-id="demo"]')).toBeVisible();
    await expect(page.locator('[data-row="instance"][data-state="alive"]').first()).toContainText('этот');
    expect(await page.locator('[data-row="table"]').count()).toBeGreaterThan(3);
    await page.locator('a', { has: page.locator('[data-metric="system-jobs-doneToday"]') }).click();
    await expect(page).toHaveURL(/settings\/jobs\?state=done/);
    await expect(page.locator('[data-row="job"]').first()).toHaveAttribute('data-state', 'done');
  });

  test('a periodic job begins now, and the log says who began it', async ({ page, signIn }) => {
    await signIn('owner');
    await page.goto(`${JOBS}?view=schedules`);
    await page.getByRole('button', { name: 'Запустить сейчас: Очистка корзины' }).click();
    await expect(page.getByText('«Очистка корзины» запущено.')).toBeVisible();
    await page.goto('/o/demo/settings/audit?resource=installation');
    await expect(page.locator('[data-row]').filter({ hasText: 'trash-purge' }).first()).toContainText('Запуск');
  });

  test('queues lead to their jobs; the filter is the address', async ({ page, signIn }) => {
    await signIn('owner');
    await page.goto(JOBS);
    const queue = page.locator('[data-row="queue"][data-id="tasks-remind"]');
    await expect(queue.locator('[data-metric="queue-failed"]')).toHaveAttribute('data-value', /^\d+$/);
    await queue.getByRole('link', { name: 'Напоминания о задачах' }).click();
    await expect(page).toHaveURL(/queue=tasks-remind/);
    await expect(page.locator('[data-row="job"]').first()).toContainText('Напоминания о задачах');
    await page.getByLabel('Состояние').selectOption('failed');
    await page.getByRole('button', { name: 'Применить' }).click();
    await expect(page).toHaveURL(/state=failed/);
  });

  test('nobody else sees them: neither an admin nor the owner of another organisation', async ({ page, signIn, playwright, baseURL }) => {
    await signIn('admin');
    await page.goto('/o/demo/settings');
    await expect(page.getByRole('link', { name: 'Фоновые задания' })).toHaveCount(0);
    const other = await playwright.request.newContext({ baseURL: baseURL ?? '' });
    await other.post('/login', { form: { email: 'second@demo.test', password: 'demo-password' } });
    for (const path of ['system', 'jobs']) {
      expect((await page.request.get(`/o/demo/settings/${path}`)).status()).toBe(403);
      expect((await other.get(`/o/vtoroy-uchastok/settings/${path}`)).status()).toBe(403);
      expect((await other.get(`/o/demo/settings/${path}`)).status()).toBe(404);
    }
    expect((await other.post('/o/vtoroy-uchastok/settings/jobs', { form: { intent: 'schedule-run', queue: 'trash-purge' } })).status()).toBe(403);
    await other.dispose();
  });
});
