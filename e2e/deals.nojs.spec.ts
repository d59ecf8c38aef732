import { expect, test } from './fixtures';
import { addDeal, boardOf, card, column, deals } from './new-deal';

// what is missing is asked for
test.use({ expectedConsoleErrors: [/422/] });

test('a deal goes through the board without JavaScript: stages, the reason for a loss', async ({ page, signIn }) => {
  await signIn('manager');
  const deal = await addDeal(page);
  await page.goto(boardOf(deal));
  await card(page, deal.id).getByRole('link', { name: `Переместить: ${deal.title}` }).click();
  await page.getByRole('button', { name: 'Предложение' }).click();
  await expect(column(page, 'Предложение').locator(`[data-id="${deal.id}"]`)).toBeVisible();
  await expect(page.getByText('Сделка теперь здесь: Предложение')).toBeVisible();
  await card(page, deal.id).getByRole('link', { name: `Переместить: ${deal.title}` }).click();
  await page.getByRole('link', { name: /Проиграна.*нужна причина/ }).click();
  await page.getByRole('button', { name: 'Сделка проиграна' }).click();
  await expect(page.getByText('Выберите причину.')).toBeVisible();
  await page.getByRole('dialog').getByLabel('Причина').selectOption({ label: 'Дорого' });
  await page.getByLabel('Подробности').fill('Нашли дешевле');
  await page.getByRole('button', { name: 'Сделка проиграна' }).click();
  await expect(column(page, 'Проиграна').locator(`[data-id="${deal.id}"]`)).toBeVisible();
  await page.goto(`${deals}/${deal.id}`);
  await expect(page.getByText('Нашли дешевле').first()).toBeVisible();
});

test('filters and the calendar work without JavaScript', async ({ page, signIn }) => {
  await signIn('owner');
  await page.goto(`${deals}?view=board`);
  await page.locator('summary', { hasText: 'Фильтры' }).click();
  await page.getByLabel('Только без движения').check();
  await page.getByRole('button', { name: 'Показать', exact: true }).click();
  await expect(page).toHaveURL(/view=board.*rotting=yes|rotting=yes.*view=board/);
  await page.goto(`${deals}?view=calendar`);
  await page.getByRole('link', { name: 'Следующий месяц' }).click();
  await expect(page).toHaveURL(/month=/);
});

test('a new client is made with the deal', async ({ page, signIn }) => {
  await signIn('sales');
  const name = `Новосёлов ${Date.now()}`;
  await page.goto(`${deals}/new`);
  await page.getByLabel('Название').fill(`Сваи ${Date.now()}`);
  await page.getByLabel(/^Клиент/).fill(name);
  await page.getByRole('button', { name: 'Создать сделку' }).click();
  await page.getByRole('radio', { name: `Создать контакт «${name}»` }).check();
  await page.getByRole('button', { name: 'Создать сделку' }).click();
  await expect(page.getByRole('link', { name })).toBeVisible();
});
