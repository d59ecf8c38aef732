import type { Page } from '@playwright/test';
import { expect, test } from './fixtures';

const form = '/r/vtoroy-uchastok';
const heatmap = '/o/vtoroy-uchastok/analytics/heatmap';
/** A place on each of these elements, as shares of its width and height. All optional: leaving them shows no error. */
const places = [
  { key: 'middleName', x: 0.03, y: 0.5 },
  { key: 'businessInfo', x: 0.5, y: 0.1 },
  { key: 'budget', x: 0.97, y: 0.85 },
  { key: 'comments', x: 0.25, y: 0.9 },
  { key: 'convenientTime', x: 0.71, y: 0.2 },
];

interface Element {
  key: string;
  points: number;
  size: number;
  cells: number[];
}

interface Clicked {
  key: string;
  /** From the element's left and top edge, CSS pixels. */
  x: number;
  y: number;
  width: number;
  height: number;
}

async function signInToSecond(page: Page) {
  const answer = await page.request.post('/login', { form: { email: 'second@demo.test', password: 'demo-password' }, maxRedirects: 0 });
  expect(answer.status()).toBe(303);
}

async function readCells(page: Page, width: string): Promise<Map<string, Element>> {
  const answer = await page.request.get(`${heatmap}/cells?kind=click&width=${width}`);
  expect(answer.status()).toBe(200);
  const { elements } = (await answer.json()) as { elements: Element[] };
  return new Map(elements.map((element) => [element.key, element]));
}

/** Clicks each place on the public form and waits until the last click is acknowledged, that is: stored. */
async function clickPlaces(page: Page): Promise<Clicked[]> {
  const last = places.at(-1)?.key ?? '';
  const acknowledged = page.waitForResponse((answer) => answer.url().endsWith('/collect') && Boolean(answer.request().postData()?.includes(`"click","${last}"`)));
  const clicked: Clicked[] = [];
  for (const { key, x, y } of places) {
    const element = page.locator(`[data-track="${key}"]`);
    await element.evaluate((control) => control.scrollIntoView({ block: 'center', behavior: 'instant' }));
    const box = await element.evaluate((control) => {
      const { left, top, width, height } = control.getBoundingClientRect();
      return { left, top, width, height };
    });
    // a click is told in whole pixels
    const [clientX, clientY] = [Math.round(box.left + x * box.width), Math.round(box.top + y * box.height)];
    await page.mouse.click(clientX, clientY);
    clicked.push({ key, x: clientX - box.left, y: clientY - box.top, width: box.width, height: box.height });
  }
  expect((await acknowledged).ok()).toBe(true);
  return clicked;
}

/** Cells that got a point since, with their middles in CSS pixels of an element of this size. */
function newMiddles(before: Element | undefined, after: Element | undefined, { width, height }: Clicked): { x: number; y: number }[] {
  const counts = (element: Element | undefined) => new Map(Array.from({ length: (element?.cells.length ?? 0) / 2 }, (_, at) => [element?.cells[2 * at] ?? 0, element?.cells[2 * at + 1] ?? 0]));
  const earlier = counts(before);
  const size = after?.size ?? 1;
  return [...counts(after)]
    .filter(([cell, count]) => count > (earlier.get(cell) ?? 0))
    .map(([cell]) => ({ x: (((cell % size) + 0.5) / size) * width, y: ((Math.floor(cell / size) + 0.5) / size) * height }));
}

const tolerance = (length: number) => Math.max(1, 0.005 * length);

for (const { viewport, screen } of [
  { viewport: 360, screen: 'xs' },
  { viewport: 768, screen: 'md' },
  { viewport: 1280, screen: 'xl' },
  { viewport: 1920, screen: 'xl' },
  { viewport: 2560, screen: 'xl' },
]) {
  test(`clicks at ${viewport} px land where they were made`, async ({ page }) => {
    await signInToSecond(page);
    const before = await readCells(page, screen);
    await page.setViewportSize({ width: viewport, height: 900 });
    await page.goto(form);
    const clicked = await clickPlaces(page);
    const after = await readCells(page, screen);
    for (const click of clicked) {
      const near = newMiddles(before.get(click.key), after.get(click.key), click).filter(
        ({ x, y }) => Math.abs(x - click.x) <= tolerance(click.width) && Math.abs(y - click.y) <= tolerance(click.height),
      );
      expect(near.length, `${click.key} at ${click.x}, ${click.y}`).toBeGreaterThan(0);
    }

    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(`${heatmap}?kind=click&width=${screen}`);
    await expect(page.locator('[data-heat-layer="smooth"] canvas')).toBeAttached();
    await page.getByRole('button', { name: 'Точно' }).click();
    await expect(page.locator('[data-heat-layer="exact"] canvas')).toBeAttached();
    for (const { key, x, y, width, height } of clicked) {
      const drawn = await page.locator('[data-heatmap]').evaluate(
        (map, at) => {
          const element = map.querySelector(`[data-track="${at.key}"]`)?.getBoundingClientRect();
          const picture = map.querySelector(`[data-heat="${at.key}"]`)?.getBoundingClientRect();
          const canvas = map.querySelector<HTMLCanvasElement>('canvas');
          if (!element || !picture || !canvas) return null;
          const layer = canvas.getBoundingClientRect();
          const pixel = canvas.getContext('2d')?.getImageData(Math.round(element.left - layer.left + at.x), Math.round(element.top - layer.top + at.y), 1, 1).data;
          return {
            size: [element.width, element.height],
            off: [picture.left - element.left, picture.top - element.top, picture.right - element.right, picture.bottom - element.bottom],
            alpha: pixel?.[3] ?? 0,
          };
        },
        { key, x, y },
      );
      expect(drawn, key).not.toBeNull();
      for (const edge of drawn?.off ?? []) expect(Math.abs(edge), `the picture over ${key}`).toBeLessThanOrEqual(1);
      expect(Math.abs((drawn?.size[0] ?? 0) - width), `${key} is as wide as on the form`).toBeLessThanOrEqual(1);
      expect(Math.abs((drawn?.size[1] ?? 0) - height), `${key} is as high as on the form`).toBeLessThanOrEqual(1);
      expect(drawn?.alpha, `heat is drawn at the click on ${key}`).toBeGreaterThan(0);
    }
  });
}

test('hovering tells how many points are there, and the choice is in the address', async ({ page, signIn }) => {
  await signIn('viewer');
  await page.goto('/o/demo/analytics/heatmap?period=90&width=xl&kind=click');
  await expect(page.locator('[data-heat-layer="smooth"] canvas')).toBeAttached();
  await expect(page.locator('[data-heatmap] img[data-heat]').first()).toBeHidden();
  const email = page.locator('[data-heatmap] [data-track="email"]');
  await email.evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }));
  const box = await email.boundingBox();
  await page.mouse.move((box?.x ?? 0) + 60, (box?.y ?? 0) + 10);
  const tip = page.locator('[data-heat-tip]');
  await expect(tip).toContainText('Электронная почта');
  const count = await page.locator('tr[data-row="heat-element"][data-id="email"] td').first().getAttribute('data-value');
  await expect(tip).toContainText(`${Number(count).toLocaleString('ru')} ·`);

  const points = async () => Number(await page.locator('[data-heatmap]').getAttribute('data-points'));
  const all = await points();
  await page.getByRole('link', { name: 'Горячие заявки' }).click();
  await expect(page).toHaveURL(/period=90.*width=xl.*kind=click.*who=high/);
  await expect.poll(points).toBeLessThan(all);
  expect(await points()).toBeGreaterThan(0);
  await page.goto('/o/demo/analytics/heatmap?period=90&width=xl&kind=click');
  expect(await points()).toBeGreaterThanOrEqual(all);
});

test('the pictures stay when the script cannot be loaded', async ({ page, signIn }) => {
  await signIn();
  await page.route(/heatmap\.min/, (route) => route.fulfill({ status: 200, contentType: 'text/javascript', body: '' }));
  const scriptAsked = page.waitForResponse(/heatmap\.min/);
  await page.goto('/o/demo/analytics/heatmap?period=90&width=xl');
  await scriptAsked;
  await expect(page.locator('[data-heatmap] img[data-heat="email"]')).toBeVisible();
  await expect(page.locator('[data-heatmap] canvas')).toHaveCount(0);
});

test('the form under the heat cannot be used', async ({ page, signIn }) => {
  await signIn();
  await page.goto('/o/demo/analytics/heatmap?period=90&width=md');
  const map = page.locator('[data-heatmap]');
  await expect(map.locator('form')).toHaveCount(0);
  await map.locator('[data-track="email"]').focus();
  await expect(map.locator('[data-track="email"]')).not.toBeFocused();
});

test('wrong choices are forgiven; an empty map says what to do', async ({ page, signIn }) => {
  await signIn();
  await page.goto('/o/demo/analytics/heatmap?width=huge&kind=scroll&who=me&version=%27&period=x&from=2026-99-99');
  await expect(page.locator('[data-heatmap]')).toBeVisible();
  await page.goto('/o/demo/analytics/heatmap?period=custom&from=2020-01-01&to=2020-01-02');
  await expect(page.getByText('Здесь пока нечего показать')).toBeVisible();
  await page.getByRole('link', { name: 'Убрать условия' }).click();
  await expect(page.locator('[data-heatmap]')).toBeVisible();
});
