import { expect, test } from './fixtures';
import { SECOND } from './second-organization';

// What docs/security.md promises and no other journey tries. Foreign posts: contract.spec.ts; texts: hostile-text.spec.ts;
// other organisations and roles: permissions.spec.ts

const demo = { password: 'demo-password' };

test('a planted session is worth nothing after the sign-in', async ({ request, playwright, baseURL }) => {
  await request.post('/login', { form: { ...demo, email: 'viewer@demo.test' } });
  const planted = (await request.storageState()).cookies.find(({ name }) => name === 'teplo_session');
  // the victim signs in with the attacker's session in the browser
  const victim = await playwright.request.newContext({ baseURL, ignoreHTTPSErrors: true, storageState: await request.storageState() });
  await victim.post('/login', { form: { ...demo, email: 'manager@demo.test' } });
  const own = (await victim.storageState()).cookies.find(({ name }) => name === 'teplo_session');
  expect(own?.value).toBeTruthy();
  expect(own?.value).not.toBe(planted?.value);
  expect(own).toMatchObject({ httpOnly: true, sameSite: 'Lax' });
  // what the attacker holds opens neither the victim's account nor the old one
  expect((await request.get('/o/demo', { maxRedirects: 0 })).headers().location).toMatch(/^\/login/);
  await victim.dispose();
});

for (const target of ['https://evil.test', '//evil.test', '/\\evil.test', '/%5Cevil.test', 'javascript:alert(1)', '/ok\r\nSet-Cookie: planted=1', '/%0d%0aSet-Cookie:%20planted=1']) {
  test(`signing in does not lead to ${JSON.stringify(target)}`, async ({ request, baseURL }) => {
    const answer = await request.post(`/login?redirectTo=${encodeURIComponent(target)}`, { form: { ...demo, email: 'viewer@demo.test', redirectTo: target }, maxRedirects: 0 });
    const location = answer.headers().location ?? '/';
    expect(new URL(location, baseURL).origin).toBe(new URL(baseURL ?? '').origin);
    expect(answer.headersArray().some(({ name, value }) => name.toLowerCase() === 'set-cookie' && value.startsWith('planted'))).toBe(false);
  });
}

for (const path of ['/assets/..%2f..%2fpackage.json', '/assets/%2e%2e/%2e%2e/package.json', '/assets/....//package.json', '/..%2f..%2fetc%2fpasswd', '/o/demo/files/..%2f..%2f.env', '/files/..%2f..%2f.env?signature=x&expires=9999999999']) {
  test(`nothing outside is served at ${path}`, async ({ request }) => {
    const answer = await request.get(path, { maxRedirects: 0 });
    expect(answer.status()).not.toBe(200);
    expect(await answer.text()).not.toMatch(/"dependencies"|root:x:|SESSION_SECRET=/);
  });
}

test('a field that a form does not have raises nobody', async ({ request }) => {
  await request.post('/login', { form: { ...demo, email: 'sales@demo.test' } });
  const raised = { role: 'OWNER', organizationId: '00000000-0000-7000-8000-000000000000', isOwner: '1', scope: 'all' };
  await request.post('/profile', { form: { intent: 'profile', name: 'Продавец', ...raised }, maxRedirects: 0 });
  expect((await request.get('/o/demo/settings/access', { maxRedirects: 0 })).status()).toBe(403);
  expect((await request.post('/o/demo/settings/members', { form: { intent: 'invite', email: 'x@example.test', ...raised }, maxRedirects: 0 })).status()).toBe(403);

  const name = `Контакт с чужими полями ${Date.now()}`;
  const made = await request.post('/o/demo/contacts/new', { form: { kind: 'PERSON', name, version: '99', createdAt: '2001-01-01', deletedAt: '2001-01-01', mergedIntoId: 'x', ...raised }, maxRedirects: 0 });
  expect(made.status()).toBe(303);
  const card = await request.get(made.headers().location ?? '');
  expect(card.status()).toBe(200);
  expect(card.url()).toContain('/o/demo/contacts/');
});

test('over the API such a field is refused by its name', async ({ request }) => {
  const { accessToken } = (await (await request.post('/api/v1/auth/login', { data: { ...demo, login: 'manager@demo.test' } })).json()) as { accessToken: string };
  const headers = { Authorization: `Bearer ${accessToken}`, 'X-Organization': 'demo' };
  for (const field of ['organizationId', 'id', 'role', 'version', '__proto__', 'constructor']) {
    const answer = await request.post('/api/v1/contacts', { headers, data: JSON.parse(`{"kind":"PERSON","name":"x","${field}":"1"}`) as object });
    expect(answer.status(), field).toBe(422);
  }
  // another organisation is not there for who does not work in it
  expect((await request.get('/api/v1/contacts', { headers: { ...headers, 'X-Organization': SECOND.replace('/o/', '') } })).status()).toBe(404);
});

test('names of files and contacts break neither headers nor mails', async ({ request }) => {
  await request.post('/login', { form: { ...demo, email: 'owner@demo.test' } });
  const answer = await request.get('/o/demo/contacts/export?format=csv&q=%0d%0aX-Planted:%201');
  expect(answer.headers()['x-planted']).toBeUndefined();
  const invited = await request.post('/o/demo/settings/members', { form: { intent: 'invite', email: 'a@example.test\r\nBcc: victim@example.test', role: 'VIEWER' }, maxRedirects: 0 });
  expect(invited.status()).toBe(422);
});
