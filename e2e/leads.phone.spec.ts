import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './fixtures';

test('rows are cards with the same facts, and nothing is wider than the phone', async ({ page, signIn }) => {
  await signIn('sales');
  await page.goto('/o/demo/leads');
  const row = page.locator('[data-row="lead"]').first();
  const box = await row.boundingBox();
  expect(box?.height).toBeGreaterThan(80);
  await expect(row.getByRole('button')).toBeVisible();
  await row.getByRole('button').tap();
  await expect(page.getByRole('tooltip')).toContainText('Бюджет');
  const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
  expect(await fits()).toBe(true);
  await row.getByRole('link').tap();
  await expect(page.getByRole('heading', { name: 'История' })).toBeVisible();
  expect(await fits()).toBe(true);
});

test('selection and its bar are within reach of a thumb', async ({ page, signIn }) => {
  await signIn('manager');
  await page.goto('/o/demo/leads');
  await page.locator('[data-row="lead"]').first().getByRole('checkbox').tap();
  await expect(page.getByRole('button', { name: 'В спам' })).toBeInViewport();
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag22aa']).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
});
