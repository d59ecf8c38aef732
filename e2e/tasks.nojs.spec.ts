import { randomUUID } from 'node:crypto';
import { expect, test } from './fixtures';

const list = '/o/demo/tasks';

test('shows what was understood, saves at the second press, ticks off and takes back without JavaScript', async ({ page, signIn }) => {
  await signIn('sales');
  const title = `Позвонить поставщику ${randomUUID().slice(0, 8)}`;
  await page.goto(list);
  await page.getByLabel('Новая задача одной строкой').fill(`${title} завтра в 10`);
  await page.getByRole('button', { name: 'Добавить' }).click();
  await expect(page.locator('[data-metric="quick-due"]')).toHaveText('завтра, 10:00');
  await page.getByRole('button', { name: 'Да, добавить' }).click();
  await expect(page.getByText('Задача поставлена: завтра, 10:00.')).toBeVisible();
  await page.getByRole('button', { name: `Сделано: ${title}` }).click();
  await expect(page.getByText(`Сделано: «${title}».`)).toBeVisible();
  await page.getByRole('button', { name: 'Вернуть', exact: true }).click();
  await expect(page.getByText('Задача снова открыта.')).toBeVisible();
});

test('a changed line is shown again before it is saved', async ({ page, signIn }) => {
  await signIn('sales');
  await page.goto(list);
  const line = page.getByLabel('Новая задача одной строкой');
  await line.fill('Проверить завтра');
  await page.getByRole('button', { name: 'Добавить' }).click();
  await line.fill('Проверить послезавтра');
  await page.getByRole('button', { name: 'Да, добавить' }).click();
  await expect(page.locator('[data-metric="quick-due"]')).not.toHaveText('завтра');
  await expect(page.getByRole('button', { name: 'Да, добавить' })).toBeVisible();
});

test.describe(() => {
  test.use({ expectedConsoleErrors: [/422/] });
  test('makes, refuses and saves a task of the form without JavaScript', async ({ page, signIn }) => {
    await signIn('manager');
    const title = `Осмотр ${randomUUID().slice(0, 8)}`;
    await page.goto(`${list}/new`);
    await page.getByLabel('Что сделать').fill(title);
    await page.getByLabel('Срок').fill('2020-01-01');
    await page.getByLabel('Повторять').selectOption({ label: 'По неделям' });
    await page.getByText('пн', { exact: true }).click();
    await page.getByRole('button', { name: 'Поставить задачу' }).click();
    await expect(page.getByText('Это время уже прошло. Выберите будущее.')).toBeVisible();
    await expect(page.getByLabel('Что сделать')).toHaveValue(title);
    await page.getByLabel('Срок').fill('2030-01-07');
    await page.getByRole('button', { name: 'Поставить задачу' }).click();
    await expect(page.getByText('каждую неделю: пн')).toBeVisible();
    await page.getByRole('button', { name: 'Взять в работу' }).click();
    await expect(page.getByText('Задача в работе.')).toBeVisible();
  });
});
