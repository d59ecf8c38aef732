import { expect, test } from './fixtures';
import { untilLive } from './live-page';

test('two keys lead to each place, on a Russian keyboard too', async ({ page, signIn }) => {
  await signIn('owner');
  await untilLive(page);
  await page.keyboard.press('g');
  await page.keyboard.press('l');
  await expect(page).toHaveURL(/\/o\/demo\/leads$/);
  await page.evaluate(() => {
    for (const [key, code] of [['п', 'KeyG'], ['ы', 'KeyS']]) document.body.dispatchEvent(new KeyboardEvent('keydown', { key, code, bubbles: true, cancelable: true }));
  });
  await expect(page).toHaveURL(/\/o\/demo\/settings$/);
});

test('rows are walked, ticked and opened; the list is searched', async ({ page, signIn }) => {
  await signIn('owner');
  await page.goto('/o/demo/leads?state=all');
  const rows = page.locator('[data-row="lead"]');
  await untilLive(page);
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await expect(rows.nth(1).locator('th a')).toBeFocused();
  await page.keyboard.press('k');
  await expect(rows.first().locator('th a')).toBeFocused();
  await page.keyboard.press('x');
  await expect(rows.first().getByRole('checkbox')).toBeChecked();
  await page.keyboard.press('/');
  const search = page.getByRole('searchbox').first();
  await expect(search).toBeFocused();
  await page.keyboard.type('gljn?');
  await expect(search).toHaveValue('gljn?');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page).toHaveURL(/\/o\/demo\/leads\?state=all$/);
});

test('the help lists them, and those of one key can be switched off', async ({ page, signIn }) => {
  await signIn('owner');
  await untilLive(page);
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Сочетания клавиш' });
  await expect(help.getByText('Следующая строка')).toBeVisible();
  await expect(help.locator('dt')).toHaveCount(19);
  await help.getByRole('checkbox').uncheck();
  await page.keyboard.press('Escape');
  await expect(help).toHaveCount(0);
  await page.keyboard.press('?');
  await page.keyboard.press('g');
  await page.keyboard.press('l');
  await expect(help).toHaveCount(0);
  await expect(page).toHaveURL(/\/o\/demo$/);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog', { name: 'Поиск и команды' })).toBeVisible();
});

test('n creates what the page creates, elsewhere it asks what', async ({ page, signIn }) => {
  await signIn('owner');
  await page.goto('/o/demo/settings');
  await untilLive(page);
  await page.keyboard.press('n');
  const create = page.getByRole('dialog', { name: 'Создать' });
  await expect(create.getByRole('option')).toHaveCount(6);
  await create.getByRole('combobox').fill('зада');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/o\/demo\/tasks\/new/);
});

test('a folded menu stays folded', async ({ page, signIn }) => {
  await signIn('owner');
  const fold = page.getByRole('button', { name: 'Свернуть меню' });
  await expect(fold).toHaveAttribute('aria-expanded', 'true');
  await fold.click();
  const unfold = page.getByRole('button', { name: 'Развернуть меню' });
  await expect(unfold).toBeVisible();
  await page.goto('/o/demo/leads');
  await expect(unfold).toBeVisible();
  await expect(page.getByRole('complementary').getByRole('link', { name: 'Заявки' })).toBeVisible();
  await unfold.click();
  await expect(fold).toBeVisible();
});
