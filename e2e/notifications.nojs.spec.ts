import { expect, test } from './fixtures';

test('the bell leads to the list, and choices are saved without JavaScript', async ({ page, signIn }) => {
  await signIn('operator');
  await page.goto('/o/demo');
  await page.getByRole('link', { name: /^Уведомления(:|$)/ }).filter({ visible: true }).click();
  await expect(page.getByRole('heading', { name: 'Уведомления', level: 1 })).toBeVisible();
  await page.goto('/profile/notifications?org=demo');
  const box = page.getByRole('checkbox', { name: 'Работа началась: Сводка' });
  await box.check();
  await page.getByRole('button', { name: 'Сохранить' }).first().click();
  await expect(page.getByText('Сохранено')).toBeVisible();
  await expect(box).toBeChecked();
});
