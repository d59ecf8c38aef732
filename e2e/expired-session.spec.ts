import { type Page } from '@playwright/test';
import { expect, test } from './fixtures';
import { untilLive } from './live-page';

// the page of a session that has run out is refused nothing but led away
test.use({ expectedConsoleErrors: [/status of 4(00|01)/] });

/** On the sign-in page that an expired session led to. */
async function signInAgain(page: Page, role: string) {
  await expect(page).toHaveURL(/\/login\?redirectTo=/);
  await page.locator('input[name="email"]').fill(`${role}@demo.test`);
  await page.locator('input[name="password"]').fill('demo-password');
  await page.getByRole('button', { name: 'Войти', exact: true }).click();
}

const restored = 'Вы снова вошли, введённый текст на месте.';

test('a long form comes back as it was typed, and is taken then', async ({ page, signIn }) => {
  await signIn('sales');
  await page.goto('/o/demo/contacts/new');
  await untilLive(page);
  const name = `Пётр Кротов ${Date.now()}`;
  await page.locator('main input[name="lastName"], main input[name="name"], main input[name="displayName"]').first().fill(name);
  const notes = page.locator('main textarea').first();
  await notes.fill('Перезвонить после обеда.\nЗаезд со двора.');
  await page.context().clearCookies();
  await page.locator('main form[method="post"]').last().locator('button[type="submit"], button:not([type])').last().click();
  await expect(page.getByText('Введённый текст сохранён')).toBeVisible();
  await signInAgain(page, 'sales');
  await expect(page).toHaveURL(/\/o\/demo\/contacts\/new/);
  await expect(page.getByText(restored)).toBeVisible();
  await expect(notes).toHaveValue('Перезвонить после обеда.\nЗаезд со двора.');
  await page.locator('main form[method="post"]').last().locator('button[type="submit"], button:not([type])').last().click();
  await expect(page).toHaveURL(/\/o\/demo\/contacts\/[\da-f-]{36}/);
  await expect(page.getByText(name).first()).toBeVisible();
});

test('an open tab whose session has run out loses no text when it is left by a link', async ({ page, signIn }) => {
  await signIn('sales');
  await page.goto('/o/demo/tasks/new');
  await untilLive(page);
  const title = page.locator('main input[name="title"]');
  await title.fill('Заказать доставку');
  await page.context().clearCookies();
  // a visit of the same page, as a script of it makes
  await page.reload();
  await signInAgain(page, 'sales');
  await expect(page).toHaveURL(/\/o\/demo\/tasks\/new/);
  await expect(title).toHaveValue('Заказать доставку');
});

test('an order and a note keep their own text over the sign-in', async ({ page, signIn }) => {
  await signIn('manager');
  await page.goto('/o/demo/orders/new');
  await untilLive(page);
  await page.getByLabel('Адрес работ').fill('ул. Полевая, 12');
  await page.context().clearCookies();
  await page.getByRole('button', { name: 'Создать заказ' }).click();
  await signInAgain(page, 'manager');
  await expect(page).toHaveURL(/\/o\/demo\/orders\/new/);
  await expect(page.getByLabel('Адрес работ')).toHaveValue('ул. Полевая, 12');
});

test('nobody else sees it, and signing out forgets it', async ({ page, signIn }) => {
  await signIn('sales');
  await page.goto('/o/demo/tasks/new');
  await untilLive(page);
  const title = page.locator('main input[name="title"]');
  await title.fill('Только для меня');
  await page.context().clearCookies();
  await page.reload();
  await signInAgain(page, 'manager');
  await expect(page).toHaveURL(/\/o\/demo\/tasks\/new/);
  await untilLive(page);
  await expect(title).toHaveValue('');

  await title.fill('И это тоже');
  await page.goto('/logout');
  await page.getByRole('button', { name: 'Выйти' }).click();
  await expect(page).toHaveURL(/\/login$/);
  await expect.poll(() => page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith('teplo:')))).toEqual([]);
});
