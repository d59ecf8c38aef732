import { expect, test } from './fixtures';

test.use({ expectedConsoleErrors: [/status of 400/] });

test('services are added, moved and deleted without JavaScript', async ({ page, signIn }) => {
  const service = `Без скриптов ${Date.now()}`;
  await signIn('owner');
  await page.goto('/o/demo/services');
  await page.getByRole('link', { name: 'Новая услуга' }).click();
  await page.getByRole('button', { name: 'Добавить услугу' }).click();
  await expect(page.getByText('Введите название услуги.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Название' }).fill(service);
  await page.getByRole('checkbox', { name: 'Предлагать в форме заявки' }).uncheck();
  await page.getByRole('button', { name: 'Добавить услугу' }).click();
  const row = page.getByRole('row').filter({ hasText: service });
  await expect(row.getByRole('switch')).toHaveAttribute('aria-checked', 'false');

  await row.getByRole('button', { name: `Выше: ${service}` }).click();
  await expect(page.locator('[data-row="service"]').last()).not.toContainText(service);

  await row.getByLabel(`Действия: ${service}`).click();
  await row.getByText('Удалить…').click();
  await row.getByRole('button', { name: 'Удалить' }).click();
  await expect(row).toHaveCount(0);
});
