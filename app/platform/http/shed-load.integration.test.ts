import { Hono } from 'hono';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import { metrics } from '../metrics.server';
import { listen } from './listen.server';

vi.stubEnv('SESSION_SECRET', 'for-tests-only'.repeat(3));
vi.stubEnv('MAX_EVENT_LOOP_DELAY_MS', '40');
vi.stubEnv('MAX_VISITS_AT_ONCE', '3');

/** Keeps the processor busy, as drawing a page does. */
function work(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end) Math.sqrt(end);
}

it('an overloaded process refuses programs, goes on for those who watch it, and comes back by itself', async () => {
  const { shedLoad } = await import('./shed-load.server');
  const app = new Hono();
  app.use(shedLoad((c) => c.json({ error: 'busy' }, 503)));
  app.get('/health', (c) => c.text('ok'));
  app.post('/collect', (c) => c.body(null, 204));
  app.get('/o/*', async (c) => {
    // as for the database
    await wait(50);
    work(60);
    return c.text('page');
  });
  const server = await listen({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
  const url = `http://127.0.0.1:${server.port}`;
  const collect = () => fetch(`${url}/collect`, { method: 'POST', body: '' });
  let isFlooded = true;
  try {
    expect((await collect()).status).toBe(204);
    const staff: number[] = [];
    const flood = Array.from({ length: 24 }, async () => {
      while (isFlooded) staff.push(await fetch(`${url}/o/demo`).then(({ status }) => status, () => 0));
    });
    const refused = await vi.waitFor(async () => {
      const answer = await collect();
      expect(answer.status).toBe(503);
      return answer;
    }, { timeout: 30_000, interval: 100 });
    expect(Number(refused.headers.get('Retry-After'))).toBeGreaterThanOrEqual(3);
    expect((await fetch(`${url}/health`)).status).toBe(200);
    expect(await metrics.metrics()).toMatch(/teplo_shed_total\{class="program"\} [1-9]/);
    isFlooded = false;
    await Promise.all(flood);
    expect(staff).toContain(200);
    await vi.waitFor(async () => expect((await collect()).status).toBe(204), { timeout: 30_000, interval: 200 });
  } finally {
    isFlooded = false;
    await server.close(1_000);
  }
});

it('of a burst of visitors no more are let in than are drawn at once, and nobody else is refused for it', async () => {
  const { shedLoad } = await import('./shed-load.server');
  const app = new Hono();
  let drawn = () => {};
  const isDrawn = new Promise<void>((resolve) => (drawn = resolve));
  app.use(shedLoad((c) => c.text('busy', 503)));
  app.get('*', async (c) => {
    if (c.req.path === '/r/demo') await isDrawn;
    return c.text('page');
  });
  const visits = Array.from({ length: 5 }, () => app.request('/r/demo'));
  expect((await app.request('/o/demo')).status).toBe(200);
  drawn();
  expect((await Promise.all(visits)).map(({ status }) => status)).toEqual([200, 200, 200, 503, 503]);
  expect((await app.request('/r/demo')).status).toBe(200);
});
