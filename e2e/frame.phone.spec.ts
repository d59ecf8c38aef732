import { expect, test } from './fixtures';
import { untilLive } from './live-page';

test('five places stand at the bottom, the others behind "more"', async ({ page, signIn }) => {
  await signIn('owner');
  const bar = page.getByRole('navigation', { name: 'Главное меню' });
  for (const name of ['Сегодня', 'Заявки', 'Контакты', 'Сделки', 'Заказы']) await expect(bar.getByRole('link', { name })).toBeVisible();
  await expect(bar.getByRole('link', { name: 'Настройки' })).toBeHidden();
  await bar.getByText('Ещё').tap();
  await bar.getByRole('link', { name: 'Настройки' }).tap();
  await expect(page).toHaveURL(/\/o\/demo\/settings$/);
  await expect(bar.getByRole('link', { name: 'Аналитика' })).toBeHidden();
});

test('the palette fills the phone, closes by its button and nothing is wider than the screen', async ({ page, signIn }) => {
  await signIn('owner');
  await untilLive(page);
  await page.getByRole('banner').getByRole('link', { name: 'Найти' }).tap();
  const palette = page.getByRole('dialog', { name: 'Поиск и команды' });
  await expect(palette.getByRole('combobox')).toBeFocused();
  await palette.getByRole('option', { name: 'Каталог' }).tap();
  await expect(page).toHaveURL(/\/o\/demo\/catalog$/);
  for (const path of ['/search?q=ива', '/settings/audit', '/settings/trash']) {
    await page.goto(`/o/demo${path}`);
    await expect(page.locator('main h1')).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  }
});

test('an operator has just what an operator needs', async ({ page, signIn }) => {
  await signIn('operator');
  const bar = page.getByRole('navigation', { name: 'Главное меню' });
  await expect(bar.getByRole('link')).toHaveText(['Сегодня', 'Заказы', 'Задачи', 'Календарь', 'Каталог']);
});
