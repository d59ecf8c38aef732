import { expect, test } from './fixtures';

test('the heatmap is there without JavaScript', async ({ page, signIn }) => {
  await signIn('viewer');
  await page.goto('/o/demo/analytics/heatmap?period=90&width=xl');
  const map = page.locator('[data-heatmap]');
  await expect(map).toBeVisible();
  expect(Number(await map.getAttribute('data-points'))).toBeGreaterThan(0);
  const picture = map.locator('img[data-heat="email"]');
  await expect(picture).toBeVisible();
  await expect(picture).toHaveAttribute('src', /^data:image\/png;base64,/);
  const [over, under] = [await picture.boundingBox(), await map.locator('[data-track="email"]').boundingBox()];
  for (const side of ['x', 'y', 'width', 'height'] as const) expect(Math.abs((over?.[side] ?? 0) - (under?.[side] ?? 9))).toBeLessThanOrEqual(1);

  const sum = await page.locator('tr[data-row="heat-element"] td:nth-of-type(1)').evaluateAll((cells) => cells.reduce((total, cell) => total + Number(cell.getAttribute('data-value')), 0));
  expect(sum).toBe(Number(await map.getAttribute('data-points')));

  await page.getByRole('link', { name: 'Нажатия' }).click();
  await expect(page).toHaveURL(/kind=click/);
  await expect(map).toBeVisible();
});

test('statistics and views work without JavaScript', async ({ page, signIn }) => {
  await signIn('viewer');
  await page.goto('/o/demo/analytics');
  await expect(page.locator('[data-metric="funnel-view"]')).toHaveAttribute('data-value', /^[1-9]/);
  await expect(page.locator('table[data-chart="time-on-page"] tbody tr')).toHaveCount(30);
  await page.getByRole('link', { name: 'Просмотры', exact: true }).click();
  await page.getByLabel('Чем кончился').selectOption('sent');
  await page.getByRole('button', { name: 'Показать' }).last().click();
  await expect(page).toHaveURL(/outcome=sent/);
  await expect(page.locator('tr[data-row="view"]').first()).toBeVisible();
});
