import { expect, test } from './fixtures';

test('the pages of the host fit a phone', async ({ page, signIn }) => {
  await signIn('owner');
  for (const path of ['system', 'jobs', 'jobs?view=jobs', 'jobs?view=schedules']) {
    await page.goto(`/o/demo/settings/${path}`);
    await expect(page.getByRole('heading', { level: 2 }).first()).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), path).toBe(true);
  }
});
