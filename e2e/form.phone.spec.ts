import { expect, test } from './fixtures';
import { fillForm, submit } from './form-page';

test('fits a phone: no sideways scrolling, large controls, the right keyboards', async ({ page }) => {
  await page.goto('/');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  for (const control of await page.locator('[data-field] :is(input:not([type="checkbox"]), select, textarea), button[type="submit"]').all()) {
    const box = await control.boundingBox();
    expect(box?.height, (await control.getAttribute('name')) ?? 'submit').toBeGreaterThanOrEqual(44);
  }
  await expect(page.locator('[name="phone"]')).toHaveAttribute('inputmode', 'tel');
  await expect(page.locator('[name="email"]')).toHaveAttribute('type', 'email');
  // Smaller text would make a phone zoom in.
  expect(await page.locator('[name="email"]').evaluate((input) => getComputedStyle(input).fontSize)).toBe('16px');
});

test('a request is sent by touch', async ({ page }) => {
  await page.goto('/');
  await fillForm(page);
  await page.getByText('Согласен на обработку персональных данных').tap();
  await page.getByText('Согласен на обработку персональных данных').tap();
  await submit(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Заявка получена');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
});
