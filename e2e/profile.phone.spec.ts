import { expect, test } from './fixtures';
import { pictureFile } from './picture-file';

test('on a phone the profile has its sections, and a picture is set, seen by colleagues and removed', async ({ page, signIn }) => {
  await signIn('viewer');
  await page.goto('/profile');
  await page.getByLabel('Файл с фото').setInputFiles(await pictureFile());
  await page.getByRole('button', { name: 'Загрузить' }).click();
  await expect(page.getByText('Фото обновлено.')).toBeVisible();
  const picture = page.locator('main img[src*="/picture?v="]');
  await expect(picture).toBeVisible();
  const address = new URL((await picture.getAttribute('src')) ?? '', page.url()).href;
  expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(256);
  await page.goto('/o/demo');
  await expect(page.locator('header img[src*="/picture?v="]')).toBeVisible();

  await signIn('owner');
  expect((await page.request.get(address)).status()).toBe(200);
  await page.context().clearCookies();
  await page.goto('/login');
  await page.locator('input[name="email"]').fill('second@demo.test');
  await page.locator('input[name="password"]').fill('demo-password');
  await page.locator('main form button[type="submit"]').last().click();
  await expect(page).toHaveURL(/vtoroy/);
  expect((await page.request.get(address)).status()).toBe(404);

  await signIn('viewer');
  await page.goto('/profile');
  await page.getByRole('button', { name: 'Убрать фото' }).click();
  await expect(page.getByText('Фото убрано.')).toBeVisible();
  for (const [name, path] of [['Вход и почта', 'account'], ['Безопасность', 'security']] as const) {
    await page.getByRole('link', { name, exact: true }).click();
    await expect(page).toHaveURL(new RegExp(`/profile/${path}$`));
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  }
});
