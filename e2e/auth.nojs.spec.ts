import { expect, test } from './fixtures';

test.use({ expectedConsoleErrors: [/status of 400/] });

test('sign-in, profile and sign-out work without JavaScript', async ({ page }) => {
  await page.goto('/profile');
  await expect(page).toHaveURL(/\/login\?redirectTo=%2Fprofile/);
  await page.getByRole('textbox', { name: 'Электронная почта' }).fill('sales@demo.test');
  await page.locator('input[name="password"]').fill('not the password');
  await page.getByRole('button', { name: 'Войти' }).click();
  await expect(page.getByRole('alert')).toHaveText('Неверная почта, телефон или пароль. Проверьте раскладку и Caps Lock.');
  await expect(page.getByRole('textbox', { name: 'Электронная почта' })).toHaveValue('sales@demo.test');
  await expect(page.locator('input[name="password"]')).toHaveValue('');

  await page.locator('input[name="password"]').fill('demo-password');
  await page.getByRole('button', { name: 'Войти' }).click();
  await expect(page).toHaveURL(/\/profile$/);

  const details = page.locator('section').filter({ has: page.getByRole('heading', { name: 'О вас' }) });
  await details.getByRole('textbox', { name: 'Имя' }).fill('');
  await details.getByRole('button', { name: 'Сохранить' }).click();
  await expect(details.getByText('Заполните это поле.')).toBeVisible();
  await page.goto('/profile');
  await details.getByRole('button', { name: 'Сохранить' }).click();
  await expect(page.getByText('Сохранено.')).toBeVisible();

  await page.goto('/logout');
  await page.getByRole('button', { name: 'Выйти' }).click();
  await expect(page).toHaveURL(/\/login$/);
  await page.goto('/profile');
  await expect(page).toHaveURL(/\/login/);
});
