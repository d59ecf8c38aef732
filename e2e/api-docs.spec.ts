import { expect, test } from './fixtures';

/** Four hundred operations: both pages take their time on a small machine. */
const PATIENCE = { timeout: 110_000 };

test('Swagger UI shows the operations', async ({ page }) => {
  test.slow();
  await page.goto('/api/docs');
  const resource = page.locator('#operations-tag-Contacts');
  await expect(resource).toBeVisible(PATIENCE);
  await resource.click();
  await expect(page.getByText('/v1/contacts/count').first()).toBeVisible(PATIENCE);
  await expect(page.getByRole('button', { name: 'Authorize' })).toBeVisible();
});

test.describe('ReDoc', () => {
  // its own logo stands elsewhere; the content policy lets nothing out
  test.use({ expectedConsoleErrors: [/cdn\.redoc\.ly.*Content Security Policy/] });

  test('reads the document', async ({ page }) => {
    test.slow();
    const foreign: string[] = [];
    page.on('response', (response) => {
      if (!response.url().startsWith('http://127.0.0.1')) foreign.push(response.url());
    });
    await page.goto('/api/redoc');
    await expect(page.getByRole('heading', { name: 'List contacts' }).first()).toBeAttached(PATIENCE);
    expect(foreign.filter((url) => !/^(data|blob):/.test(url))).toEqual([]);
  });
});
