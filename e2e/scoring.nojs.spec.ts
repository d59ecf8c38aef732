import { expect, test } from './fixtures';

test('the admin edits the table without JavaScript: rows come and go, the draft is kept', async ({ page, signIn }) => {
  await signIn('admin');
  await page.goto('/o/demo/settings/scoring');
  await page.getByRole('button', { name: 'Изменить правила' }).click();
  const rows = page.getByRole('textbox', { name: /^Бюджет от, RUB, строка/ });
  await expect(rows).toHaveCount(3);
  await page.getByRole('button', { name: 'Добавить порог' }).click();
  await expect(rows).toHaveCount(4);
  await rows.nth(3).fill('100000');
  await page.getByRole('textbox', { name: 'Баллы, строка 4' }).fill('15');
  await page.getByRole('button', { name: 'Убрать строку 1' }).click();
  await expect(rows).toHaveCount(3);
  await expect(rows.nth(2)).toHaveValue('100000');
  await page.getByRole('button', { name: 'Сохранить черновик' }).last().click();
  await expect(page.getByText('15 (новое)')).toBeVisible();
  await page.getByRole('button', { name: 'Удалить черновик' }).click();
  await expect(page.getByRole('button', { name: 'Изменить правила' })).toBeVisible();
});
