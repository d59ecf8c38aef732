import { test as base, expect } from '@playwright/test';
import { startServer, type RunningServer } from './running-server';

const test = base;
test.describe.configure({ timeout: 180_000, mode: 'serial' });

const TOKEN = 'a-token-of-the-tests';
let server: RunningServer | undefined;
test.beforeAll(async () => {
  test.setTimeout(180_000);
  server = await startServer({ DEMO: '1', METRICS_TOKEN: TOKEN, TRUST_PROXY: '1', LOG_LEVEL: 'info', SLOW_QUERY_MS: '1', EXPORT_LIMIT_PER_MINUTE: '2', SIGN_IN_LIMIT_PER_MINUTE: '3' });
});
test.afterAll(async () => {
  await server?.stop();
});

const url = () => server?.url ?? '';
const signIn = (address: string, password = 'demo-password') =>
  fetch(`${url()}/login`, { method: 'POST', redirect: 'manual', headers: { 'X-Forwarded-For': address }, body: new URLSearchParams({ email: 'owner@demo.test', password }) });
const cookieOf = (answer: Response) => answer.headers.getSetCookie().find((cookie) => cookie.startsWith('teplo_session='))?.split(';')[0] ?? '';
const readMetrics = async () => (await fetch(`${url()}/metrics`, { headers: { Authorization: `Bearer ${TOKEN}` } })).text();

test('the figures are told to who has the token, by route and never by address', async () => {
  for (const given of ['', 'Bearer wrong', TOKEN]) expect((await fetch(`${url()}/metrics`, { headers: { Authorization: given } })).status).toBe(404);
  const cookie = cookieOf(await signIn('198.51.100.1'));
  for (const path of ['/o/demo/leads', '/o/demo/leads/0190aaaa-bbbb-7ccc-8ddd-eeeeffff0000', '/o/demo/contacts.data', '/nowhere/at-all', '/api/v1/contacts']) await fetch(url() + path, { headers: { Cookie: cookie } });
  const text = await readMetrics();
  for (const line of [
    'teplo_http_requests_total{route="/o/:orgSlug/leads",method="GET",status="200"} 1',
    'teplo_http_requests_total{route="/o/:orgSlug/leads/:leadId",method="GET",status="404"} 1',
    'teplo_http_requests_total{route="/*",method="GET",status="404"} 1',
    'teplo_http_requests_total{route="api contacts.list",method="GET",status="401"} 1',
    'teplo_http_request_seconds_count{route="/o/:orgSlug/contacts"} 1',
    'teplo_overload_level 0',
    'teplo_pool_waiting 0',
  ]) expect(text).toContain(line);
  expect(text).toMatch(/teplo_pool_connections\{state="idle"\} \d/);
  expect(text).toMatch(/teplo_job_seconds_count\{queue="[\w-]+",outcome="done"\} \d/);
  expect(text).toMatch(/teplo_slow_queries_total [1-9]/);
  expect(text).not.toContain('0190aaaa');
  expect(text).not.toContain('nowhere');
});

test('a request’s id goes from the proxy through the page and the log to the statement', async () => {
  const id = 'edge-0001-abcdef';
  const answer = await fetch(`${url()}/nothing-here`, { headers: { 'X-Request-Id': id } });
  expect([answer.status, answer.headers.get('X-Request-Id')]).toEqual([404, id]);
  for (const bad of ['short', 'with space in it', "quote'; DROP TABLE", 'x'.repeat(65)]) expect((await fetch(`${url()}/health`, { headers: { 'X-Request-Id': bad } })).headers.get('X-Request-Id')).toMatch(/^[\da-f-]{36}$/);
  const cookie = cookieOf(await signIn('198.51.100.2'));
  await fetch(`${url()}/o/demo/leads`, { headers: { Cookie: cookie, 'X-Request-Id': 'edge-0002-abcdef' } });
  const line = () => (server?.output() ?? '').split('\n').find((text) => text.includes('slow query') && text.includes('edge-0002-abcdef'));
  await expect.poll(line, { timeout: 30_000 }).toBeTruthy();
  expect(JSON.parse(line() ?? '{}')).toMatchObject({ requestId: 'edge-0002-abcdef', route: '/o/:orgSlug/leads', sql: expect.stringContaining('SELECT') });
});

test('too many sign-ins and too many files are refused in words, with the time to wait', async () => {
  const answers = [];
  for (let index = 0; index < 4; index++) answers.push(await signIn('198.51.100.3', 'wrong'));
  expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 429]);
  const page = (await answers[3]?.text()) ?? '';
  expect(Number(answers[3]?.headers.get('Retry-After'))).toBeGreaterThan(0);
  expect(page).toContain('value="owner@demo.test"');
  expect(page).not.toContain('"wrong"');

  const cookie = cookieOf(await signIn('198.51.100.4'));
  const statuses = [];
  for (let index = 0; index < 3; index++) {
    const file = await fetch(`${url()}/o/demo/contacts/export?format=csv`, { headers: { Cookie: cookie, 'Accept-Language': 'en' } });
    statuses.push([file.status, Number(file.headers.get('Retry-After')) > 0, /Too often/.test(await file.text())]);
  }
  expect(statuses).toEqual([[200, false, false], [200, false, false], [429, true, true]]);
  expect(await readMetrics()).toMatch(/teplo_rate_limited_total\{name="export"\} 1/);
});
