import { expect, test } from './fixtures';
import { arriveLead } from './new-lead';

const list = '/o/demo/leads';

test('filters, pages and sorts without JavaScript', async ({ page, signIn }) => {
  await signIn('owner');
  await page.goto(`${list}?state=all`);
  await page.locator('summary', { hasText: 'Фильтры' }).click();
  await page.getByLabel('Холодная').check();
  await page.getByRole('button', { name: 'Показать' }).click();
  await expect(page).toHaveURL(/state=all.*priority=low/);
  await expect(page.locator('[data-row="lead"]').first()).toHaveAttribute('data-priority', 'low');
  await page.getByRole('link', { name: 'Дальше' }).click();
  await expect(page).toHaveURL(/after=/);
  await page.getByRole('link', { name: 'Поступила' }).click();
  await expect(page.getByRole('columnheader', { name: 'Поступила' })).toHaveAttribute('aria-sort', 'descending');
});

test.describe(() => {
  test.use({ expectedConsoleErrors: [/422/] });
  test('ticks, assigns, rejects and undoes without JavaScript', async ({ page, signIn, baseURL }) => {
    const { lastName } = await arriveLead(baseURL ?? '');
    await signIn('manager');
    const found = `${list}?q=${lastName}`;
    await page.goto(found);
    const row = page.locator('[data-row="lead"]').filter({ hasText: lastName });
    await row.getByRole('checkbox').check();
    const bar = page.getByRole('form', { name: 'Действия с выбранными' });
    await bar.getByLabel('Кому').selectOption({ label: 'Сергей Волков' });
    await bar.getByRole('button', { name: 'Назначить' }).click();
    await expect(row).toContainText('Сергей Волков');
    await row.getByRole('checkbox').check();
    await bar.locator('summary').click();
    await bar.getByRole('button', { name: 'Отклонить', exact: true }).click();
    await expect(page.getByText('Напишите, почему отклоняем.')).toBeVisible();
    await expect(row.getByRole('checkbox')).toBeChecked();
    await bar.getByLabel('Почему отклоняем').fill('Дубль');
    await bar.getByRole('button', { name: 'Отклонить', exact: true }).click();
    await expect(page.getByText('Отклонена 1 заявка.')).toBeVisible();
    await page.getByRole('button', { name: 'Вернуть', exact: true }).click();
    await expect(page.getByText('1 заявка снова как была.')).toBeVisible();
  });
});

test('works on the card without JavaScript', async ({ page, signIn, baseURL }) => {
  const { lastName } = await arriveLead(baseURL ?? '');
  await signIn('owner');
  await page.goto(`${list}?q=${lastName}`);
  await page.locator('[data-row="lead"]').getByRole('link').click();
  await page.getByLabel('О чём').fill('Заметка без скрипта');
  await page.getByRole('button', { name: 'Записать' }).click();
  await expect(page.locator('[data-row="activity"]').first()).toContainText('Заметка без скрипта');
  await page.getByRole('button', { name: 'Взять в работу' }).click();
  await expect(page.getByText('Заявка в работе.')).toBeVisible();
});
