import AxeBuilder from '@axe-core/playwright';
import { randomUUID } from 'node:crypto';
import { expect, test } from './fixtures';

test('a task is added and ticked off with the thumb, and nothing is wider than the phone', async ({ page, signIn }) => {
  await signIn('sales');
  const title = `Заехать на склад ${randomUUID().slice(0, 8)}`;
  await page.goto('/o/demo/tasks');
  const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
  await page.getByLabel('Новая задача одной строкой').fill(`${title} сегодня`);
  await page.getByRole('button', { name: 'Добавить' }).tap();
  await expect(page.getByText('Задача поставлена: сегодня.')).toBeVisible();
  expect(await fits()).toBe(true);
  const tick = page.getByRole('button', { name: `Сделано: ${title}` });
  const box = await tick.boundingBox();
  expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44);
  await tick.tap();
  await expect(page.getByText(`Сделано: «${title}».`)).toBeVisible();
});

test('list, form and page of a task fit', async ({ page, signIn }) => {
  await signIn('sales');
  for (const path of ['/o/demo/tasks?view=list', '/o/demo/tasks/new']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), path).toBe(true);
  }
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag22aa']).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  await page.goto('/o/demo/tasks?view=list');
  await page.locator('[data-row="task"]').first().getByRole('link').first().tap();
  await expect(page.getByLabel('Что сделать').or(page.getByText('Изменять может'))).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
});
