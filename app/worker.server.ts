import { serve, type ServerType } from '@hono/node-server';
import { healthRoutes } from '~/platform/http/health.server';
import { env } from '~/platform/env.server';
import { startWorkerProcess, stopProcess } from '~/start.server';

/**
 * Runs jobs and nothing else until the process is told to stop.
 * @returns where it answers /health, /ready and /metrics (null without WORKER_PORT), and a function that ends it
 */
export async function startWorker(): Promise<{ url: string | null; notes: string[]; stop: () => Promise<void> }> {
  const abort = new AbortController();
  const starting = startWorkerProcess(abort.signal);
  // awaited below: until then its failure must not count as nobody's
  starting.catch(() => {});
  // the environment is complete once the start has begun; who asks while it waits for the database is told so
  const listener = await listen().catch(async (error: unknown) => {
    abort.abort(error);
    await starting.then(stopProcess, () => {});
    throw error;
  });
  const started = await starting.catch(async (error: unknown) => {
    await listener?.close();
    throw error;
  });
  return {
    url: listener?.url ?? null,
    notes: started.notes,
    async stop() {
      await listener?.close();
      await stopProcess(started);
    },
  };
}

async function listen(): Promise<{ url: string; close: () => Promise<void> } | null> {
  const { HOST: hostname, WORKER_PORT: port } = env();
  if (port === undefined) return null;
  const server: ServerType = serve({ fetch: healthRoutes().fetch, port, hostname });
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', reject);
  });
  const address = server.address();
  return {
    url: `http://localhost:${typeof address === 'object' && address ? address.port : port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
