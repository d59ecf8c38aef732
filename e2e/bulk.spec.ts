import { expect, test } from './fixtures';

test('ticked contacts get a tag, and lose it again', async ({ page, signIn }) => {
  const tag = `метка-${Date.now()}`;
  await signIn('manager');
  await page.goto('/o/demo/contacts?kind=COMPANY');
  const rows = page.locator('[data-row="contact"]');
  await rows.nth(0).getByRole('checkbox').check();
  await rows.nth(1).getByRole('checkbox').check();
  await page.getByText('Метки', { exact: true }).last().click();
  await page.getByLabel('Метки через запятую').fill(tag);
  await page.getByRole('button', { name: 'Добавить', exact: true }).click();
  await expect(page.getByText('Изменены 2 записи.')).toBeVisible();
  await page.goto(`/o/demo/contacts?tag=${encodeURIComponent(tag)}`);
  await expect(rows).toHaveCount(2);
});

test('all that match are changed in the background and taken back', async ({ page, signIn }) => {
  await signIn('owner');
  await page.goto('/o/demo/contacts');
  await page.locator('[data-row="contact"]').first().getByRole('checkbox').check();
  await page.locator('input[name="all"]').check();
  await page.getByText('Поле', { exact: true }).click();
  await page.locator('#bulk input[name="source"]').fill(`Все сразу ${Date.now()}`);
  await page.locator('button[value="bulk.source"]').click();
  await page.waitForURL(/\/runs\/[0-9a-f-]{36}/);
  const changed = page.locator('[data-metric="run-updated"]');
  await expect(changed).toBeVisible({ timeout: 30_000 });
  const count = await changed.getAttribute('data-value');
  expect(Number(count)).toBeGreaterThan(100);
  await page.getByRole('button', { name: 'Вернуть как было' }).click();
  await expect(page.getByText(/Возвращен/).first()).toBeVisible({ timeout: 30_000 });
});

test('what is not ticked is not changed', async ({ page, signIn }) => {
  // the bar shows only with a selection; a program may post without one
  await signIn('manager');
  const answer = await page.request.post('/o/demo/contacts', { form: { intent: 'bulk.owner', ownerId: '' }, headers: { Origin: new URL(page.url()).origin } });
  expect(answer.status()).toBe(422);
});
