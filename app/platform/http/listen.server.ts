import { serve } from '@hono/node-server';
import type { IncomingMessage, Server, ServerOptions } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

const SECOND = 1_000;

/** What a connection may take. Longer than the proxy's own times where a proxy reuses connections. */
const CONNECTION_LIMITS: ServerOptions = {
  /** From the first byte to the end of the headers. */
  headersTimeout: 15 * SECOND,
  /** To the end of the body: of the longest uploads. Other bodies: limitBodyTime. */
  requestTimeout: 15 * 60 * SECOND,
  /** nginx keeps idle connections to us for 60 s: whoever closes first must be it, or its next request is lost. */
  keepAliveTimeout: 75 * SECOND,
  maxHeaderSize: 16 * 1024,
  connectionsCheckingInterval: 5 * SECOND,
};
const POLL_MS = 100;

export interface HttpServer {
  port: number;
  /** Takes no more connections, lets running requests end within the time, then cuts what is left. @returns whether all ended by themselves */
  close: (withinMs: number) => Promise<boolean>;
}

/** Listens for HTTP/1.1 with limits on what a connection may take. */
export async function listen(options: { fetch: (request: Request, env: { incoming: IncomingMessage }) => Response | Promise<Response>; port: number; hostname: string; limits?: ServerOptions }): Promise<HttpServer> {
  const { fetch, port, hostname, limits } = options;
  const server = serve({ fetch: (request, env) => fetch(request, env as { incoming: IncomingMessage }), port, hostname, serverOptions: { ...CONNECTION_LIMITS, ...limits } }) as Server;
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', reject);
  });
  const address = server.address();
  return { port: typeof address === 'object' && address ? address.port : port, close: (withinMs) => close(server, withinMs) };
}

async function close(server: Server, withinMs: number): Promise<boolean> {
  let isClosed = false;
  const closed = new Promise<void>((resolve) => server.close(() => resolve())).then(() => void (isClosed = true));
  const end = performance.now() + withinMs;
  while (!isClosed && performance.now() < end) {
    // connections that were busy when the server closed become idle one by one
    server.closeIdleConnections();
    await Promise.race([closed, wait(POLL_MS)]);
  }
  if (isClosed) return true;
  server.closeAllConnections();
  await closed;
  return false;
}
