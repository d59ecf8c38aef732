import { serve, type HttpBindings } from '@hono/node-server';
import { createRequestHandler, type ServerBuild } from '@remix-run/server-runtime';
import { Hono } from 'hono';
import { compress } from 'hono/compress';
import path from 'node:path';
import { isSetUp } from '~/domain/accounts/setup.server';
import { createApi } from '~/api/create-api';
import { createCollector } from '~/domain/behavior/collector.server';
import { withRequestId } from '~/platform/http/current-request';
import { guardForms } from '~/platform/http/form-guard';
import { healthRoutes } from '~/platform/http/health.server';
import { createRequestContext, ownOrigins } from '~/platform/http/request-context';
import { contentSecurityPolicy, isForeignRequest, limitBody, securityHeaders } from '~/platform/http/security';
import { staticFiles } from '~/platform/http/static-files';
import { unavailablePage } from '~/platform/http/unavailable-page';
import { isDatabaseDown } from '~/platform/db.server';
import { env } from '~/platform/env.server';
import { getLanguage } from '~/platform/i18n.server';
import type { RequestContext } from '~/platform/load-context';
import { requestSeconds } from '~/platform/metrics.server';
import { startProcess, stopProcess } from '~/start.server';

export { startWorker } from '~/worker.server';

type App = Hono<{ Bindings: Partial<HttpBindings>; Variables: { context: RequestContext } }>;

const kilobyte = 1024;
const megabyte = 1024 * kilobyte;

/** Pages that answer before the first organisation exists. */
const openBeforeSetUp = /^\/(setup|resources\/|collect$)/;

/**
 * Puts the server together: security → API → static files → health → collector → pages.
 * @param build the Remix build; while developing a function that loads it anew for each request
 */
export function createApp(options: { build: ServerBuild | (() => Promise<ServerBuild>); clientDirectory?: string }): App {
  const app: App = new Hono();
  const renderPage = createRequestHandler(options.build, env().NODE_ENV);

  app.onError(async (error, c) => {
    const context = c.get('context');
    if (isDatabaseDown(error)) return unavailable(c.req.raw, context);
    context.log.error({ err: error }, 'unexpected error');
    return c.text(`Something went wrong. Request id: ${context.requestId}`, 500);
  });

  app.use(async (c, next) => {
    const context = createRequestContext(c.req.raw, c.env?.incoming, env());
    c.set('context', context);
    const started = performance.now();
    await withRequestId(context.requestId, next);
    const headers = c.res.headers;
    for (const [name, value] of Object.entries(securityHeaders(context.isSecure))) headers.set(name, value);
    headers.set('X-Request-Id', context.requestId);
    if (headers.get('Content-Type')?.startsWith('text/html')) {
      headers.set('Content-Security-Policy', contentSecurityPolicy(context.nonce, env().NODE_ENV === 'development'));
      if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'private, no-store');
    }
    const kind = c.req.path.split('/')[1] || 'form';
    const seconds = (performance.now() - started) / 1000;
    requestSeconds.observe({ kind: knownKind(kind), method: c.req.method, status: `${Math.floor(c.res.status / 100)}xx` }, seconds);
  });

  // before the guards of pages: programs bring no cookies
  app.route('/api', createApi());

  app.use(async (c, next) => {
    // PostgreSQL knows no such character, so no address has it.
    if (/%00/.test(new URL(c.req.url).pathname)) return c.text('Bad address', 400);
    if (isForeignRequest(c.req.raw, ownOrigins(c.req.raw, c.get('context')))) return c.text('Foreign origin', 403);
    return next();
  });

  if (options.clientDirectory) app.route('/', staticFiles(options.clientDirectory));
  app.route('/', healthRoutes());
  app.post('/collect', createCollector());

  app.use(limitBody((request) => (takesFiles(request) && isMultipart(request) ? (takesPhotos(request) ? 102 : 52) * megabyte : megabyte)));
  app.use(compress({ threshold: kilobyte }));

  app.use(async (c, next) => {
    if (openBeforeSetUp.test(c.req.path) || (await isSetUp())) return next();
    return c.redirect('/setup', 303);
  });
  app.use(guardForms(takesFiles));

  app.all('*', async (c) => {
    const context = c.get('context');
    const response = await renderPage(toIndexAction(c.req.raw), context);
    return context.databaseDown && response.status >= 500 ? unavailable(c.req.raw, context) : response;
  });

  return app;
}

/** The forms that take files: the public one, imports, and photos of records. Their actions read the body themselves, file by file. */
function takesFiles(request: Request): boolean {
  const { pathname } = new URL(request.url);
  return pathname === '/' || pathname.startsWith('/r/') || /^\/o\/[^/]+\/(contacts|catalog)\/import(\.data)?$/.test(pathname) || takesPhotos(request);
}

/** Ten photos of 10 MB each in one post. */
function takesPhotos(request: Request): boolean {
  return /^\/o\/[^/]+\/(catalog|orders)\/[^/]+\/photos(\.data)?$/.test(new URL(request.url).pathname);
}

function isMultipart(request: Request): boolean {
  return request.headers.get('Content-Type')?.startsWith('multipart/form-data') ?? false;
}

/** A form without JavaScript posts to "/": Remix wants the index route named, which a program cannot know. */
function toIndexAction(request: Request): Request {
  const url = new URL(request.url);
  if (request.method !== 'POST' || url.pathname !== '/' || url.searchParams.has('index')) return request;
  url.searchParams.append('index', '');
  return new Request(url, request);
}

async function unavailable(request: Request, context: RequestContext): Promise<Response> {
  const page = unavailablePage(await getLanguage(request), context.requestId);
  return new Response(page, { status: 503, headers: { 'Content-Type': 'text/html; charset=utf-8', 'Retry-After': '5' } });
}

const kinds = new Set(['form', 'r', 't', 'o', 'login', 'setup', 'profile', 'assets', 'collect', 'health', 'ready', 'metrics', 'files', 'resources', 'api']);
const knownKind = (kind: string) => (kinds.has(kind) ? kind : 'other');

/**
 * Starts everything and serves until the process is told to stop.
 * @returns the address, lines worth printing, and a function that drains and ends
 */
export async function startServer(): Promise<{ url: string; notes: string[]; stop: () => Promise<void> }> {
  const started = await startProcess();
  const settings = env();
  const build = await import('virtual:remix/server-build');
  const clientDirectory = path.resolve(build.assetsBuildDirectory);
  const app = createApp({ build, clientDirectory: path.relative(process.cwd(), clientDirectory) });
  const server = serve({ fetch: app.fetch, port: settings.PORT, hostname: settings.HOST });
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('listening', resolve);
      server.once('error', reject);
    });
  } catch (error) {
    await stopProcess(started);
    throw error;
  }
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : settings.PORT;
  const stop = async () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    if ('closeIdleConnections' in server) server.closeIdleConnections();
    await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, 5_000).unref())]);
    await stopProcess(started);
  };
  return { url: settings.APP_URL ?? `http://localhost:${port}`, notes: started.notes, stop };
}

/** What `scripts/dev.mjs` needs: everything but the HTTP server, which stands behind Vite there. */
export async function startDevelopment(): Promise<{ port: number; host: string; notes: string[]; stop: () => Promise<void> }> {
  const started = await startProcess();
  return { port: env().PORT, host: env().HOST, notes: started.notes, stop: () => stopProcess(started) };
}
