import { expect, test } from './fixtures';
import { joinSecond, sendPassword, setUpApp } from './second-factor';
import { SECOND } from './second-organization';

test.use({ expectedConsoleErrors: [/status of 400/] });

test('setting an app up and signing in with a recovery code without JavaScript', async ({ page, browser, context }) => {
  test.setTimeout(120_000);
  const { email } = await joinSecond(browser, page);
  await page.goto('/profile/security');
  await expect(page.getByText('нужен браузер с включённым JavaScript')).toBeVisible();
  const { codes } = await setUpApp(page);
  await context.clearCookies();
  await page.goto(`${SECOND}/contacts`);
  await expect(page.getByRole('button', { name: 'Войти с ключом доступа' })).toHaveCount(0);
  await sendPassword(page, email);
  await page.getByRole('textbox', { name: 'Код из приложения' }).fill('000000');
  await page.getByRole('button', { name: 'Войти', exact: true }).click();
  await expect(page.getByText('Код не подошёл.')).toBeVisible();
  await page.getByRole('link', { name: 'Войти с резервным кодом' }).click();
  await page.getByRole('textbox', { name: 'Резервный код' }).fill(codes[0] ?? '');
  await page.getByRole('button', { name: 'Войти', exact: true }).click();
  await expect(page).toHaveURL(`${SECOND}/contacts`);
});
