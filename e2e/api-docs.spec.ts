import { expect, test } from './fixtures';

test('Swagger UI shows the operations, and one is tried out with a key', async ({ page, request }) => {
  const signedIn = await request.post('/api/v1/auth/login', { data: { login: 'owner@demo.test', password: 'demo-password' } });
  const { accessToken } = (await signedIn.json()) as { accessToken: string };
  await page.goto('/api/docs#/Contacts/contacts.count');
  const operation = page.locator('#operations-Contacts-contacts\\.count');
  await expect(operation).toContainText('/v1/contacts/count');
  await page.getByRole('button', { name: 'Authorize' }).first().click();
  await page.getByRole('dialog').getByRole('textbox').fill(accessToken);
  await page.getByRole('dialog').getByRole('button', { name: 'Apply credentials' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).click();
  await operation.getByPlaceholder('x-organization').fill('demo');
  await operation.getByRole('button', { name: 'Execute' }).click();
  await expect(operation.locator('.live-responses-table .response-col_status').first()).toHaveText(/200/);
});

test.describe('ReDoc', () => {
  // its own logo stands elsewhere; the content policy lets nothing out
  test.use({ expectedConsoleErrors: [/cdn\.redoc\.ly.*Content Security Policy/] });

  test('reads the document', async ({ page }) => {
    const foreign: string[] = [];
    page.on('response', (response) => {
      if (!response.url().startsWith('http://127.0.0.1')) foreign.push(response.url());
    });
    await page.goto('/api/redoc');
    await expect(page.getByRole('heading', { name: 'List contacts' })).toBeAttached();
    expect(foreign.filter((url) => !/^(data|blob):/.test(url))).toEqual([]);
  });
});
