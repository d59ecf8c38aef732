import { expect, test } from './fixtures';

for (const path of ['', '?period=30d', '/services', '/services?new', '/settings', '/settings/form', '/settings/clock', '/settings/scoring']) {
  test(`/o/demo${path} fits a phone`, async ({ page, signIn }) => {
    await signIn('owner');
    await page.goto(`/o/demo${path}`);
    await expect(page.locator('main h1')).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    const small = await page.locator('main a:visible, main button:visible, main input:not([type="hidden"], [type="checkbox"]):visible').evaluateAll((all) =>
      all.filter((element) => element.tagName !== 'A' && element.getBoundingClientRect().height < 24).map((element) => element.outerHTML.slice(0, 120)),
    );
    expect(small).toEqual([]);
  });
}
