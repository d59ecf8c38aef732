import { expect, test } from './fixtures';
import { codeOf, joinSecond, sendPassword, setUpApp } from './second-factor';
import { SECOND } from './second-organization';

test('the code is typed on a phone, where nothing leaves the screen', async ({ page, browser, context }) => {
  test.setTimeout(120_000);
  const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
  const { email } = await joinSecond(browser, page);
  await page.goto('/profile/security');
  const { secret } = await setUpApp(page);
  expect(await fits(), 'the codes').toBe(true);
  await context.clearCookies();
  await page.goto('/login');
  await sendPassword(page, email);
  const code = page.getByRole('textbox', { name: 'Код из приложения' });
  await expect(code).toHaveAttribute('inputmode', 'numeric');
  expect(await fits(), 'the code').toBe(true);
  await code.fill(codeOf(secret));
  await page.getByRole('button', { name: 'Войти', exact: true }).click();
  await expect(page).toHaveURL(SECOND);
});
