import { Hono } from 'hono';
import { timingSafeEqual } from 'node:crypto';
import { checkReadiness } from '../readiness.server';
import { env } from '../env.server';
import { metrics } from '../metrics.server';

/** /health: the process serves. /ready: it can do its work. /metrics: for Prometheus, with METRICS_TOKEN. */
export function healthRoutes(): Hono {
  const app = new Hono();
  app.get('/health', (c) => c.json({ status: 'ok' }));
  app.get('/ready', async (c) => {
    const readiness = await checkReadiness();
    return c.json(readiness, readiness.status === 'ready' ? 200 : 503, { 'Cache-Control': 'no-store' });
  });
  app.get('/metrics', async (c) => {
    const token = env().METRICS_TOKEN;
    if (!token || !isSame(c.req.header('Authorization') ?? '', `Bearer ${token}`)) return c.notFound();
    return c.text(await metrics.metrics(), 200, { 'Content-Type': metrics.contentType });
  });
  return app;
}

function isSame(given: string, expected: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}
