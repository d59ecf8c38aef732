import { expect, test } from './fixtures';
import { addContact, deleteContact } from './contact-in-trash';

test('the trash gives back without JavaScript', async ({ page, signIn }) => {
  await signIn('owner');
  const name = `Бесскриптов ${Date.now()}`;
  await deleteContact(page, await addContact(page, name));
  await page.goto('/o/demo/settings/trash?kind=contacts');
  const row = page.locator('[data-row="trash"]').filter({ hasText: name });
  await row.getByRole('button', { name: `Вернуть: ${name}` }).click();
  await expect(page.getByText(`«${name}» снова на месте.`)).toBeVisible();
  await expect(row).toHaveCount(0);
});
