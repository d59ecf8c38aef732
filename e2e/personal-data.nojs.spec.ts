import { addContact } from './contact-in-trash';
import { expect, test } from './fixtures';

test('a contact is erased without JavaScript', async ({ page, signIn }) => {
  await signIn('owner');
  const name = `Безскриптова ${Date.now()}`;
  const id = await addContact(page, name);
  await page.goto(`/o/demo/settings/personal-data/person?contact=${id}`);
  await page.getByLabel('Я понимаю, что данные исчезнут навсегда').check();
  await page.getByRole('button', { name: 'Удалить данные человека' }).click();
  await expect(page.getByRole('heading', { name: /Акт об удалении/ })).toBeVisible();
  await page.goto(`/o/demo/contacts/${id}`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Удалённый клиент №');
});
