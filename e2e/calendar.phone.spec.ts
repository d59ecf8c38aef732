import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './fixtures';

test('the calendar is an agenda on a phone: the page does not scroll sideways, bookings say when and where', async ({ page, signIn }) => {
  await signIn('manager');
  await page.goto('/o/demo/calendar?view=month');
  const booking = page.locator('[data-row="booking"][data-kind="ORDER"]').first();
  await expect(booking).toContainText(/\d\d:\d\d/);
  await expect(booking.locator('.schedule-more')).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  const size = await booking.getByRole('link').boundingBox();
  expect(size?.height).toBeGreaterThanOrEqual(44);
  expect((await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag22aa']).analyze()).violations).toEqual([]);
  await booking.getByRole('link').tap();
  await expect(page).toHaveURL(/\/orders\//);
});

test('an operator finds the own week in the bar below', async ({ page, signIn }) => {
  await signIn('operator');
  await page.getByRole('link', { name: 'Календарь' }).last().tap();
  await expect(page).toHaveURL(/\/calendar/);
  await expect(page.locator('[data-row="person"]')).toHaveCount(1);
});
