// The server that bench/collector.ts measures, in a process of its own: vite-node bench/lib/collector-server.ts -- <mode>
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { parseBatch } from '../../app/domain/behavior/batch';
import { createCollector } from '../../app/domain/behavior/collector.server';
import { pool } from '../../app/platform/db.server';
import { log } from '../../app/platform/log.server';
import type { RequestContext } from '../../app/platform/load-context';

const mode = process.argv[2];
const context: RequestContext = { nonce: '', requestId: 'bench', clientAddress: '127.0.0.1', isSecure: false, origin: '', log };
const app = new Hono<{ Variables: { context: RequestContext } }>();
app.use((c, next) => {
  c.set('context', context);
  return next();
});

if (mode === 'collector') app.post('/collect', createCollector({ limit: { spend: () => Promise.resolve(0) } }));
if (mode === 'parse-only') {
  app.post('/collect', async (c) => {
    const result = parseBatch(await c.req.raw.text());
    return c.body(null, 'status' in result ? result.status : 204);
  });
}
if (mode === 'floor') {
  app.post('/collect', async (c) => {
    const body = await c.req.raw.text();
    await pool.query({ name: 'floor', text: 'INSERT INTO bench_floor (body) VALUES ($1)', values: [body] });
    return c.body(null, 204);
  });
}

const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => process.send?.({ port }));
process.on('disconnect', () => {
  server.close();
  process.exit(0);
});
