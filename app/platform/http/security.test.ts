import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy, isForeignRequest, limitBody } from './security';

const own = ['https://teplo.test'];
const post = (headers: Record<string, string>) => new Request('https://teplo.test/login', { method: 'POST', headers });

describe('isForeignRequest', () => {
  it.each([
    ['own origin', { Origin: 'https://teplo.test' }, false],
    ['foreign origin', { Origin: 'https://evil.test' }, true],
    ['own host on another scheme', { Origin: 'http://teplo.test' }, true],
    ['opaque origin of a sandbox', { Origin: 'null' }, true],
    ['a look-alike host', { Origin: 'https://teplo.test.evil.test' }, true],
    ['no origin but another site', { 'Sec-Fetch-Site': 'cross-site' }, true],
    ['no origin but another subdomain', { 'Sec-Fetch-Site': 'same-site' }, true],
    ['a program without either', {}, false],
  ])('%s', (_name, headers, expected) => {
    expect(isForeignRequest(post(headers), own)).toBe(expected);
  });

  it('lets reading through', () => {
    expect(isForeignRequest(new Request('https://teplo.test/', { headers: { Origin: 'https://evil.test' } }), own)).toBe(false);
  });
});

describe('limitBody', () => {
  const app = new Hono();
  app.use(limitBody(() => 10));
  app.post('/', async (c) => c.text(await c.req.text()));
  const send = (init: RequestInit & { duplex?: 'half' }) => app.fetch(new Request('http://own.test/', { method: 'POST', ...init }));

  it('passes what fits', async () => {
    const response = await send({ body: '0123456789' });
    expect([response.status, await response.text()]).toEqual([200, '0123456789']);
  });

  it('refuses by the declared length', async () => {
    expect((await send({ body: 'x', headers: { 'Content-Length': '11' } })).status).toBe(413);
  });

  it('refuses a stream that turns out longer', async () => {
    const body = new ReadableStream({
      start(controller) {
        for (let i = 0; i < 4; i += 1) controller.enqueue(new TextEncoder().encode('four'));
        controller.close();
      },
    });
    expect((await send({ body, duplex: 'half' })).status).toBe(413);
  });
});

it('allows scripts by nonce only and nothing foreign', () => {
  const policy = contentSecurityPolicy('abc');
  expect(policy).toContain("script-src 'self' 'nonce-abc'");
  expect(policy.split('; ').find((rule) => rule.startsWith('script-src'))).not.toMatch(/unsafe/);
  expect(policy).toContain("frame-ancestors 'self'");
});
