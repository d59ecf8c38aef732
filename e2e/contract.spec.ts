import { expect, test } from './fixtures';

test('health and readiness answer', async ({ request }) => {
  expect((await request.get('/health')).status()).toBe(200);
  const ready = await request.get('/ready');
  expect([ready.status(), await ready.json()]).toEqual([200, { status: 'ready', database: 'ok' }]);
});

test('metrics do not exist without a token', async ({ request }) => {
  expect((await request.get('/metrics')).status()).toBe(404);
});

test('pages carry the enforced policy and the usual headers', async ({ request }) => {
  const headers = (await request.get('/')).headers();
  expect(headers['content-security-policy']).toMatch(/script-src 'self' 'nonce-[^']{20,}'/);
  expect(headers['content-security-policy']).not.toMatch(/script-src[^;]*unsafe/);
  expect(headers['x-content-type-options']).toBe('nosniff');
  expect(headers['referrer-policy']).toBe('strict-origin-when-cross-origin');
  expect(headers['x-request-id']).toMatch(/^[\w-]{36}$/);
  expect(headers['x-powered-by']).toBeUndefined();
});

for (const path of ['/', '/login', '/collect', '/resources/preferences', '/o/demo/leads']) {
  test(`a post from a foreign page to ${path} is refused`, async ({ request }) => {
    const response = await request.post(path, { headers: { Origin: 'https://evil.test' }, form: { a: 'b' } });
    expect(response.status()).toBe(403);
  });
}

test('ten megabytes of text are refused before they are read', async ({ request }) => {
  const response = await request.post('/', { form: { comments: 'а'.repeat(5_000_000) } });
  expect(response.status()).toBe(413);
});

test('an unknown address is a page of its own that says so', async ({ request }) => {
  for (const path of ['/no-such-page', '/r/no-such-organisation', '/o/no-such-organisation', '/assets/no-such-file.js']) {
    expect((await request.get(path, { maxRedirects: 0 })).status(), path).not.toBe(200);
  }
  expect((await request.get('/no-such-page')).status()).toBe(404);
});

test('language and appearance are kept and lead back to a local page only', async ({ request }) => {
  const chosen = await request.post('/resources/preferences', { form: { language: 'en', returnTo: '//evil.test' }, maxRedirects: 0 });
  expect([chosen.status(), chosen.headers().location]).toEqual([303, '/']);
  expect(await (await request.get('/')).text()).toContain('<html lang="en"');
});
