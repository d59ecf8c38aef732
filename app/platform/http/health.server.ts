import { Hono } from 'hono';
import { createHash, timingSafeEqual } from 'node:crypto';
import { checkReadiness } from '../readiness.server';
import '../database-gauges.server';
import { env } from '../env.server';
import { isDraining } from './draining';
import { metrics } from '../metrics.server';

/** /health: the process serves. /ready: it can do its work. /metrics: for Prometheus, with METRICS_TOKEN. */
export function healthRoutes(): Hono {
  const app = new Hono();
  app.get('/health', (c) => c.json({ status: 'ok' }));
  app.get('/ready', async (c) => {
    if (isDraining()) return c.json({ status: 'ending' }, 503, { 'Cache-Control': 'no-store', 'Retry-After': '5' });
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

/** Of hashes, so that neither the time nor the length tells how much of a guess was right. */
function isSame(given: string, expected: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(expected));
}
