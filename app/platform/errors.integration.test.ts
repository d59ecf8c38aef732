import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { noteUser, nameRoute, withRequestId } from './http/current-request';

const received: { path: string; headers: IncomingMessage['headers']; body: string }[] = [];
let ingest: Server;

beforeAll(async () => {
  ingest = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      received.push({ path: request.url ?? '', headers: request.headers, body: (request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString() });
      response.end('{}');
    });
  });
  await new Promise<void>((resolve) => ingest.listen(0, '127.0.0.1', resolve));
  vi.stubEnv('SESSION_SECRET', 'for-tests-only'.repeat(3));
  vi.stubEnv('SENTRY_DSN', `http://publickey@127.0.0.1:${(ingest.address() as AddressInfo).port}/42`);
  vi.stubEnv('APP_VERSION', '1.2.3');
});

afterAll(() => {
  ingest.close();
  vi.unstubAllEnvs();
});

it('a report that arrives at Sentry tells of the error and of nobody', async () => {
  const { endErrorReporting, reportError, startErrorReporting } = await import('./errors.server');
  await startErrorReporting();
  const sentry = await import('@sentry/node');
  // what the library or somebody's code may have gathered on the way
  sentry.setUser({ id: 'plain-user-id', email: 'anna@example.com', ip_address: '192.0.2.9', username: 'Анна' });
  sentry.setContext('form', { phone: '+7 903 123-45-67', comments: 'хочу хамон' });
  sentry.setExtra('body', 'firstName=Anna');
  sentry.addBreadcrumb({ message: 'GET /o/demo/contacts?q=Орлова', data: { cookie: 'teplo_session=abc' } });
  const inner = new Error('Key (email)=(anna@example.com) already exists.');
  const error = new Error('Invalid prisma.contact.create() invocation: { name: "Anna Orlova", phone: "+79031234567" } for Орлова Анна from 192.0.2.9 at /login?token=abcdefgh', { cause: inner });
  Object.assign(error, { request: { headers: { cookie: 'teplo_session=abc' }, body: 'firstName=Anna' } });

  withRequestId('request-0001', () => {
    nameRoute('/o/:orgSlug/contacts/new');
    noteUser('0190aaaa-bbbb-7ccc-8ddd-eeeeffff0000');
    reportError(error, { requestId: 'request-0001' });
  });
  await endErrorReporting();

  expect(received).toHaveLength(1);
  const [{ path, body } = { path: '', body: '' }] = received;
  expect(path).toMatch(/^\/api\/42\/envelope\//);
  for (const trace of ['nna', 'нна', 'rlova', 'рлова', 'example.com', '9031234567', '123-45-67', '192.0.2.9', 'teplo_session', 'хамон', 'abcdefgh', 'plain-user-id', '0190aaaa', 'demo/contacts', 'cookie']) {
    expect(body, trace).not.toContain(trace);
  }
  const event = JSON.parse(body.split('\n')[2] ?? '{}') as { exception: { values: { value: string; stacktrace: { frames: object[] } }[] }; [name: string]: unknown };
  expect(event).toMatchObject({ release: 'teplo@1.2.3', tags: { requestId: 'request-0001', route: '/o/:orgSlug/contacts/new' }, user: { id: expect.stringMatching(/^[\da-f]{16}$/) } });
  expect(event).not.toHaveProperty('request');
  expect(event).not.toHaveProperty('server_name');
  expect(event.exception.values.map(({ value }) => value)).toEqual([
    'Key (email)=([value]) already exists.',
    'Invalid prisma.contact.create() invocation: { name: [text], phone: [text] } for [text] from [address] at /login?token=[secret]',
  ]);
  expect(event.exception.values.at(-1)?.stacktrace.frames.length).toBeGreaterThan(1);
});
