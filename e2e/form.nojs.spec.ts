import { expect, test } from './fixtures';
import { fillForm, newEmail, submit } from './form-page';

test.use({ expectedConsoleErrors: [/status of 422/] });

test('without scripts a request is taken, with files', async ({ page }) => {
  await page.goto('/');
  await fillForm(page);
  await page.locator('[name="files"]').setInputFiles([{ name: 'план.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n%%EOF') }]);
  await submit(page);
  await expect(page).toHaveURL(/\/t\/[\w-]{43}$/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Заявка получена');
  await expect(page.getByText('план.pdf')).toBeVisible();
});

test('without scripts errors keep everything typed and stand at the top and at the field', async ({ page }) => {
  await page.goto('/');
  await fillForm(page, 'anna@localhost');
  await page.locator('[name="deadline"]').selectOption('2w');
  await submit(page);
  await expect(page.getByRole('alert').getByRole('link')).toContainText('Электронная почта');
  await expect(page.locator('#email-error')).toContainText('Проверьте адрес');
  await expect(page.locator('[name="firstName"]')).toHaveValue('Анна');
  await expect(page.locator('[name="deadline"]')).toHaveValue('2w');
  await page.locator('[name="email"]').fill(newEmail());
  await submit(page);
  await expect(page).toHaveURL(/\/t\//);
});

test('without scripts the language can be switched and the consent taken back', async ({ page }) => {
  await page.goto('/r/demo');
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page).toHaveURL(/\/r\/demo$/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Send a request');
  await fillForm(page);
  await page.locator('[name="behaviorConsent"]').check();
  await submit(page);
  await page.getByRole('button', { name: 'Withdraw and delete' }).click();
  await expect(page.getByText('the permission is withdrawn')).toBeVisible();
});
