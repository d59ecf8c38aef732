import { expect, test } from './fixtures';
import { arriveLead, HOTTEST } from './new-lead';

test('a new request appears in an open list, and what was ticked stays ticked', async ({ page, signIn, baseURL }) => {
  await signIn('manager');
  await page.goto('/o/demo/leads?sort=newest');
  const ticked = page.locator('[data-row="lead"]').nth(2);
  const id = await ticked.getAttribute('data-id');
  await ticked.getByRole('checkbox').check();
  const { lastName } = await arriveLead(baseURL ?? '', HOTTEST);
  const row = page.locator('[data-row="lead"]').filter({ hasText: lastName });
  await expect(row).toBeVisible({ timeout: 10_000 });
  await expect(row).toHaveAttribute('data-score', '100');
  await expect(page.getByRole('status').filter({ hasText: /новая заявка|новые заявки|новых заявок/ })).toBeVisible();
  await expect(page.locator(`[data-row="lead"][data-id="${id}"]`).getByRole('checkbox')).toBeChecked();
});

test('further down the list a new request is only announced', async ({ page, signIn, baseURL }) => {
  await signIn('viewer');
  await page.goto('/o/demo/leads?state=all');
  const newest = (await page.locator('[data-row="lead"]').first().getAttribute('data-id')) ?? '';
  await page.getByRole('link', { name: 'Дальше' }).click();
  await expect(page).toHaveURL(/after=/);
  await expect(page.locator('[data-row="lead"]').first()).not.toHaveAttribute('data-id', newest);
  const first = await page.locator('[data-row="lead"]').first().getAttribute('data-id');
  const { lastName } = await arriveLead(baseURL ?? '', HOTTEST);
  const note = page.getByRole('status').filter({ hasText: /новая заявка|новые заявки|новых заявок/ });
  await expect(note).toBeVisible({ timeout: 10_000 });
  await expect(page.locator('[data-row="lead"]').first()).toHaveAttribute('data-id', first ?? '');
  await note.getByRole('link', { name: 'Показать' }).click();
  await expect(page.locator('[data-row="lead"]').filter({ hasText: lastName })).toBeVisible();
});
