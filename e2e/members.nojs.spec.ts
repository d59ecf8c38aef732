import { expect, test } from './fixtures';
import { acceptAsNew, inviteToSecond, uniqueEmail } from './invitations';
import { SECOND, signInToSecond } from './second-organization';

test('inviting, joining, another role and removal without JavaScript', async ({ page, browser }) => {
  test.setTimeout(90_000);
  await signInToSecond(page);
  const email = uniqueEmail();
  const link = await inviteToSecond(page, email, 'Оператор');
  const context = await browser.newContext({ javaScriptEnabled: false });
  const guest = await context.newPage();
  await guest.goto(link);
  await guest.locator('input[name="name"]').fill('Ева Простая');
  await guest.locator('input[name="password"]').fill('1234567890');
  await guest.getByRole('button', { name: 'Начать работу' }).click();
  await expect(guest.getByText('Такой пароль подбирают первым.')).toBeVisible();
  await expect(guest.locator('input[name="name"]')).toHaveValue('Ева Простая');
  await acceptAsNew(guest, 'Ева Простая');

  await page.goto(`${SECOND}/settings/members`);
  await page.getByRole('link', { name: new RegExp(email) }).click();
  await page.getByRole('combobox', { name: 'Роль' }).selectOption({ label: 'Менеджер' });
  await page.locator('#member').getByRole('button', { name: 'Сохранить' }).click();
  await expect(page.getByText('Сохранено: Ева Простая. Права действуют сразу.')).toBeVisible();
  expect((await guest.goto(`${SECOND}/leads`))?.status()).toBe(200);

  await page.getByText('Убрать…').click();
  await page.getByRole('button', { name: 'Убрать', exact: true }).click();
  await expect(page.getByText('Ева Простая больше не работает в организации.')).toBeVisible();
  await guest.goto(`${SECOND}/leads`);
  await expect(guest).toHaveURL(/\/login/);
  await context.close();
});
