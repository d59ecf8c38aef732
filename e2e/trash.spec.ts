import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './fixtures';
import { addContact, deleteContact } from './contact-in-trash';

test('a deleted contact comes back from the trash', async ({ page, signIn }) => {
  await signIn('admin');
  const name = `Возвращенцев ${Date.now()}`;
  await deleteContact(page, await addContact(page, name));
  await page.goto('/o/demo/settings/trash?kind=contacts');
  const row = page.locator('[data-row="trash"]').filter({ hasText: name });
  await expect(row).toContainText('осталось 30 дней');
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await row.getByRole('button', { name: `Вернуть: ${name}` }).click();
  await expect(page.getByText(`«${name}» снова на месте.`)).toBeVisible();
  await expect(row).toHaveCount(0);
  await page.goto(`/o/demo/contacts?q=${encodeURIComponent(name)}`);
  await expect(page.locator('[data-row="contact"]')).toContainText(name);
});

test('erasing asks first, is for good and noted', async ({ page, signIn }) => {
  await signIn('owner');
  const name = `Навсегдаев ${Date.now()}`;
  const id = await addContact(page, name);
  await deleteContact(page, id);
  await page.goto('/o/demo/settings/trash?kind=contacts');
  const row = page.locator('[data-row="trash"]').filter({ hasText: name });
  await row.locator('summary').click();
  await expect(row.getByText('Вернуть её уже не получится.')).toBeVisible();
  await row.getByRole('button', { name: 'Стереть навсегда' }).click();
  await expect(page.getByText(`«${name}» стёрто навсегда.`)).toBeVisible();
  await expect(row).toHaveCount(0);
  await page.goto(`/o/demo/settings/audit?record=${id}`);
  await expect(page.locator('[data-row="audit"]').first()).toContainText('Удаление навсегда');
});

test('kinds are apart, and what is not there is not found', async ({ page, signIn }) => {
  await signIn('owner');
  const refused = await page.request.post('/o/demo/settings/trash', { form: { intent: 'restore', kind: 'deals', id: '01950000-0000-7000-8000-000000000000' }, headers: { Origin: new URL(page.url()).origin } });
  expect(refused.status()).toBe(404);
  const unknown = await page.request.post('/o/demo/settings/trash', { form: { intent: 'burn', kind: 'deals' }, headers: { Origin: new URL(page.url()).origin } });
  expect(unknown.status()).toBe(400);
});
