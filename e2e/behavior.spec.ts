import type { Page, Request } from '@playwright/test';
import type { CollectBatch } from '../app/browser/collector';
import { expect, test } from './fixtures';

const WIDTHS = [360, 768, 1280, 1920, 2560];

/** What the page has sent to the collector so far. */
function watchBatches(page: Page): CollectBatch[] {
  const batches: CollectBatch[] = [];
  page.on('request', (request: Request) => {
    if (!request.url().endsWith('/collect')) return;
    const body = request.postData();
    if (body) batches.push(JSON.parse(body) as CollectBatch);
  });
  return batches;
}

const pointsOf = (batches: CollectBatch[], kind: 'move' | 'click') =>
  batches.flatMap(({ points = [] }) => points.filter((entry) => entry[1] === kind).flatMap(([breakpoint, , key, cells]) => cells.map((cell) => ({ breakpoint, key, cell }))));
const sumOf = (batches: CollectBatch[], key: string, at: 1 | 2 | 3 | 4 | 5 | 6 | 7) =>
  batches.reduce((sum, { elements = [] }) => sum + elements.filter(([name]) => name === key).reduce((part, counts) => part + counts[at], 0), 0);

test.describe('measuring the form', () => {
  for (const width of WIDTHS) {
    test(`clicks at ${width} px land within 1 px or 0.5 % of their element`, async ({ page }) => {
      await page.setViewportSize({ width, height: 900 });
      const batches = watchBatches(page);
      await page.goto('/');
      const expected = [];
      for (const [key, x, y] of [['email', 0.13, 0.4], ['comments', 0.87, 0.22], ['submit', 0.5, 0.5], ['section-contact', 0.71, 0.03]] as const) {
        const element = page.locator(`[data-track="${key}"]`);
        await element.scrollIntoViewIfNeeded();
        const box = await element.boundingBox();
        if (!box) throw new Error(`${key} is not on the page`);
        await page.mouse.click(box.x + box.width * x, box.y + box.height * y);
        const at = await element.evaluate((node) => {
          const { width: wide, height } = node.getBoundingClientRect();
          return { wide, height };
        });
        expected.push({ key, x: x * box.width, y: y * box.height, width: at.wide, height: at.height });
      }
      await expect.poll(() => pointsOf(batches, 'click').length).toBeGreaterThanOrEqual(expected.length);
      const clicks = pointsOf(batches, 'click');
      for (const { key, x, y, width: wide, height } of expected) {
        const click = clicks.find((point) => point.key === key);
        if (!click) throw new Error(`no click on ${key}`);
        const column = (((click.cell % 256) + 0.5) / 256) * wide;
        const row = ((Math.floor(click.cell / 256) + 0.5) / 256) * height;
        expect(Math.abs(column - x), `${key} across`).toBeLessThanOrEqual(Math.max(1, wide * 0.005));
        expect(Math.abs(row - y), `${key} down`).toBeLessThanOrEqual(Math.max(1, height * 0.005));
      }
    });
  }

  test('counts fields and keys, never what is typed, and sends at most once a second', async ({ page }) => {
    const batches = watchBatches(page);
    const sentAt: number[] = [];
    page.on('request', (request) => request.url().endsWith('/collect') && sentAt.push(Date.now()));
    await page.goto('/');
    await page.locator('[data-track="firstName"]').pressSequentially('Секретное имя', { delay: 20 });
    await page.keyboard.press('Backspace');
    await page.keyboard.press('Backspace');
    await page.locator('[data-track="email"]').focus();
    await expect.poll(() => sumOf(batches, 'email', 2)).toBe(1);
    expect(sumOf(batches, 'firstName', 2)).toBe(1);
    expect(sumOf(batches, 'firstName', 3)).toBeGreaterThan(100);
    expect(sumOf(batches, 'firstName', 4)).toBe(1);
    expect(batches.at(-1)).toMatchObject({ started: true, lastField: 'email' });
    expect(JSON.stringify(batches)).not.toContain('Секретное');
    expect(batches.map(({ n }) => n)).toEqual(batches.map((_, index) => index));
    sentAt.slice(1).forEach((time, index) => expect(time - (sentAt[index] ?? 0)).toBeGreaterThan(900));
  });

  test('tells rage and dead clicks', async ({ page }) => {
    const batches = watchBatches(page);
    await page.goto('/');
    const box = await page.locator('[data-track="section-contact"]').boundingBox();
    if (!box) throw new Error('the form has no first section');
    for (let click = 0; click < 3; click++) await page.mouse.click(box.x + 4, box.y + 4);
    await expect.poll(() => sumOf(batches, 'section-contact', 6)).toBe(1);
    await expect.poll(() => sumOf(batches, 'section-contact', 7), { timeout: 6_000 }).toBe(3);
  });

  test('counts a click on a label once', async ({ page }) => {
    const batches = watchBatches(page);
    await page.goto('/');
    await page.locator('label[for]', { hasText: 'Имя' }).first().click();
    await expect.poll(() => pointsOf(batches, 'click').length).toBeGreaterThan(0);
    await page.locator('[data-track="email"]').click();
    await expect.poll(() => sumOf(batches, 'email', 1)).toBe(1);
    expect(pointsOf(batches, 'click')).toHaveLength(2);
  });

  test('keeps nothing on the device before consent, and forgets when it is taken back', async ({ page, context }) => {
    await page.goto('/');
    const batches = watchBatches(page);
    await page.locator('[data-track="email"]').click();
    await expect.poll(() => batches.length).toBeGreaterThan(0);
    const names = async () => (await context.cookies()).map(({ name }) => name);
    expect(await names()).not.toContain('teplo_visitor');
    const box = page.locator('input[name="behaviorConsent"]');
    await box.check({ force: true });
    await expect.poll(names).toContain('teplo_visitor');
    expect((await context.cookies()).find(({ name }) => name === 'teplo_visitor')).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
    await box.uncheck({ force: true });
    await expect.poll(names).not.toContain('teplo_visitor');
  });

  test('sends neither positions nor consent under Global Privacy Control', async ({ page, context }) => {
    await page.addInitScript(() => Object.defineProperty(navigator, 'globalPrivacyControl', { value: true }));
    const batches = watchBatches(page);
    await page.goto('/');
    await page.locator('input[name="behaviorConsent"]').check({ force: true });
    await page.locator('[data-track="email"]').click();
    await expect.poll(() => sumOf(batches, 'email', 1)).toBe(1);
    expect(batches.every(({ points, consent }) => points === undefined && consent === undefined)).toBe(true);
    expect((await context.cookies()).map(({ name }) => name)).not.toContain('teplo_visitor');
  });
});

test.describe('a lost batch', () => {
  test.use({ expectedConsoleErrors: [/net::ERR_FAILED/] });

  test('sends what failed again as it was, which the server stores once', async ({ page }) => {
    const bodies: string[] = [];
    await page.route('**/collect', async (route) => {
      bodies.push(route.request().postData() ?? '');
      if (bodies.length === 1) await route.abort();
      else await route.continue();
    });
    await page.goto('/');
    await page.locator('[data-track="email"]').click();
    await expect.poll(() => bodies.length, { timeout: 8_000 }).toBeGreaterThan(2);
    expect(bodies[1]).toBe(bodies[0]);
  });
});
