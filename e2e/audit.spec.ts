import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './fixtures';
import { SECOND, signInToSecond } from './second-organization';

test('a changed setting stands in the log with its value before and after', async ({ page }) => {
  await signInToSecond(page);
  await page.goto(`${SECOND}/settings/form`);
  const intro = `Бурим с ${Date.now()} года`;
  await page.getByRole('textbox', { name: 'Вступление' }).fill(intro);
  await page.getByRole('button', { name: 'Сохранить' }).click();
  await expect(page.getByText('Настройки сохранены.')).toBeVisible();
  await page.getByRole('navigation', { name: 'Разделы настроек' }).getByRole('link', { name: 'Журнал изменений' }).click();
  const entry = page.locator('[data-row="audit"]').filter({ hasText: intro });
  await expect(entry).toContainText('Изменение');
  await expect(entry).toContainText('Организация');
  await expect(entry.locator('dt', { hasText: 'Текст над формой' })).toBeVisible();
  await expect(entry.locator('ins')).toHaveText(intro);

  await page.getByLabel('Действие').selectOption('delete');
  await page.getByRole('button', { name: 'Применить' }).click();
  await expect(page).toHaveURL(/action=delete/);
  await expect(entry).toHaveCount(0);
  await page.getByRole('link', { name: /Сбросить/ }).first().click();
  await expect(entry).toHaveCount(1);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
});

test('work on a request is noted under its client, with the way to it', async ({ page, signIn }) => {
  await signIn('owner');
  await page.goto('/o/demo/leads?state=NEW&sort=oldest');
  const row = page.locator('[data-row="lead"]').first();
  const name = await row.locator('th a').innerText();
  const id = await row.getAttribute('data-id');
  await row.locator('th a').click();
  await page.getByRole('button', { name: /^Взять в работу/ }).first().click();
  await expect(page.getByRole('status').filter({ hasText: /Вернуть|работ/ }).first()).toBeVisible();
  await page.goto(`/o/demo/settings/audit?record=${id}`);
  const entry = page.locator('[data-row="audit"]').first();
  await expect(entry.getByRole('link', { name })).toHaveAttribute('href', `/o/demo/leads/${id}`);
  await expect(entry.locator('ins')).toHaveText('В работе');
});

for (const role of ['manager', 'sales', 'viewer'] as const) {
  test.describe(role, () => {
    test.use({ expectedConsoleErrors: [/status of 403/] });
    test('has no access to the log and the trash', async ({ page, signIn }) => {
      await signIn(role);
      for (const place of ['audit', 'trash']) {
        const answer = await page.goto(`/o/demo/settings/${place}`);
        expect(answer?.status()).toBe(403);
      }
      await page.goto('/o/demo/settings');
      await expect(page.getByRole('link', { name: 'Журнал изменений' })).toHaveCount(0);
      await expect(page.getByRole('link', { name: 'Корзина' })).toHaveCount(0);
    });
  });
}
