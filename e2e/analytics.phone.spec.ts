import { expect, test } from './fixtures';

for (const path of ['?period=90', '/heatmap?period=90&width=xs', '/heatmap?period=90&width=xl', '/views']) {
  test(`analytics${path} fits a phone`, async ({ page, signIn }) => {
    await signIn('owner');
    await page.goto(`/o/demo/analytics${path}`);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    if (path.startsWith('/heatmap')) await expect(page.locator('[data-heatmap] canvas')).toBeAttached();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
    const small = await page.locator('main a:visible, main button:visible, main select:visible, main summary:visible').evaluateAll((targets) =>
      targets.filter((target) => !target.closest('table, p, [data-heatmap], h3, ul:not(nav ul)') && target.getBoundingClientRect().height < 40).map((target) => target.outerHTML.slice(0, 120)),
    );
    expect(small).toEqual([]);
  });
}
