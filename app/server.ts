import type { HttpBindings } from '@hono/node-server';
import { createRequestHandler, type ServerBuild } from '@remix-run/server-runtime';
import { Hono } from 'hono';
import { compress } from 'hono/compress';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { isSetUp } from '~/domain/accounts/setup.server';
import { createApi } from '~/api/create-api';
import { createCollector } from '~/domain/behavior/collector.server';
import { ApiProblem } from '~/api/ground/problem';
import { currentRetryAfter, currentRoute, nameRoute, withRequestId } from '~/platform/http/current-request';
import { isDraining, startDraining } from '~/platform/http/draining';
import { guardForms } from '~/platform/http/form-guard';
import { healthRoutes } from '~/platform/http/health.server';
import { limitAnswerTime, limitBodyTime } from '~/platform/http/limit-time';
import { listen } from '~/platform/http/listen.server';
import { createRequestContext, ownOrigins } from '~/platform/http/request-context';
import { createRouteNamer } from '~/platform/http/route-names';
import { contentSecurityPolicy, isForeignRequest, limitBody, securityHeaders } from '~/platform/http/security';
import { shedLoad } from '~/platform/http/shed-load.server';
import { staticFiles } from '~/platform/http/static-files';
import { unavailablePage, type PlainPage } from '~/platform/http/unavailable-page';
import { isDatabaseDown } from '~/platform/db.server';
import { env } from '~/platform/env.server';
import { log } from '~/platform/log.server';
import { getLanguage } from '~/platform/i18n.server';
import type { RequestContext } from '~/platform/load-context';
import { reportError } from '~/platform/errors.server';
import { stopJobs } from '~/platform/jobs.server';
import { requests, requestSeconds } from '~/platform/metrics.server';
import { startProcess, stopProcess } from '~/start.server';

export { startWorker } from '~/worker.server';

export { runResetFactorsCommand } from '~/account-commands.server';
export { runBackupCommand, runRestoreCommand } from '~/backup-commands.server';

type App = Hono<{ Bindings: Partial<HttpBindings>; Variables: { context: RequestContext } }>;

const kilobyte = 1024;
const megabyte = 1024 * kilobyte;

/** After the last request and job: for closing the database. */
const STOP_GRACE_SECONDS = 30;

/** Pages that answer before the first organisation exists. */
const openBeforeSetUp = /^\/(setup|resources\/|collect$)/;

/**
 * Puts the server together: security → API → static files → health → collector → pages.
 * @param build the Remix build; while developing a function that loads it anew for each request
 * @param routes of the build, by which requests are named in figures and logs
 */
export function createApp(options: { build: ServerBuild | (() => Promise<ServerBuild>); routes?: ServerBuild['routes']; clientDirectory?: string }): App {
  const app: App = new Hono();
  const renderPage = createRequestHandler(options.build, env().NODE_ENV);

  app.onError(async (error, c) => {
    const context = c.get('context');
    if (isDatabaseDown(error)) return unavailable(c, 'database');
    reportError(error, context);
    return plainPage(c.req.raw, context, 'broken', 500);
  });

  app.use(async (c, next) => {
    const context = createRequestContext(c.req.raw, c.env?.incoming, env());
    c.set('context', context);
    const started = performance.now();
    await withRequestId(context.requestId, async () => {
      await next();
      const retryAfter = currentRetryAfter();
      if (c.res.status === 429 && retryAfter !== null && !c.res.headers.has('Retry-After')) c.res.headers.set('Retry-After', String(retryAfter));
      const route = currentRoute() ?? 'other';
      requests.inc({ route, method: knownMethod(c.req.method), status: c.res.status });
      requestSeconds.observe({ route }, (performance.now() - started) / 1000);
    });
    const headers = c.res.headers;
    // a page whose address is a secret is stricter about whom it tells it
    const referrer = headers.get('Referrer-Policy');
    for (const [name, value] of Object.entries(securityHeaders(context.isSecure))) headers.set(name, value);
    if (referrer) headers.set('Referrer-Policy', referrer);
    headers.set('X-Request-Id', context.requestId);
    if (headers.get('Content-Type')?.startsWith('text/html')) {
      headers.set('Content-Security-Policy', contentSecurityPolicy(context.nonce, env().NODE_ENV === 'development'));
      if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'private, no-store');
    }
    // the connection ends with this answer, so that its next request goes to a process that stays
    if (isDraining()) headers.set('Connection', 'close');
  });

  app.use((c, next) => {
    nameRoute(knownPlace(c.req.path));
    return next();
  });
  app.use(shedLoad((c) => unavailable(c, 'busy')));
  app.use(limitBodyTime((request) => isMultipart(request) && (takesFiles(request) || isApi(request))));
  app.use(limitAnswerTime((c) => unavailable(c, 'late')));

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

  const namePage = createRouteNamer(options.routes ?? {});
  app.all('*', async (c) => {
    nameRoute(namePage(c.req.path));
    const context = c.get('context');
    const response = await renderPage(toIndexAction(c.req.raw), context);
    if (response.status === 429 && !response.headers.has('Content-Type')) return plainPage(c.req.raw, context, 'often', 429);
    return context.databaseDown && response.status >= 500 ? unavailable(c, 'database') : response;
  });

  return app;
}

/** The forms that take files: the public one, imports, and photos of records. Their actions read the body themselves, file by file. */
function takesFiles(request: Request): boolean {
  const { pathname } = new URL(request.url);
  return pathname === '/' || pathname.startsWith('/r/') || /^\/profile\/picture(\.data)?$/.test(pathname) || /^\/o\/[^/]+\/(contacts|catalog)\/import(\.data)?$/.test(pathname) || takesPhotos(request);
}

/** Ten photos of 10 MB each in one post. */
function takesPhotos(request: Request): boolean {
  return /^\/o\/[^/]+\/(catalog|orders)\/[^/]+\/photos(\.data)?$/.test(new URL(request.url).pathname);
}

function isApi(request: Request): boolean {
  return new URL(request.url).pathname.startsWith('/api/');
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

/** What is used of Hono's context. */
interface Asked {
  req: { raw: Request };
  get: (key: 'context') => RequestContext;
}

/** 503 in the form that whoever asks can read, with the request's id. */
async function unavailable({ req: { raw: request }, get }: Asked, why: PlainPage): Promise<Response> {
  const { requestId } = get('context');
  const headers = { 'Retry-After': '5', 'Cache-Control': 'no-store' };
  if (isApi(request)) return new ApiProblem('unavailable', { headers }).toResponse(requestId);
  if (new URL(request.url).pathname === '/collect') return Response.json({ error: 'busy' }, { status: 503, headers });
  return new Response(unavailablePage(await getLanguage(request), requestId, why), { status: 503, headers: { ...headers, 'Content-Type': 'text/html; charset=utf-8' } });
}

/** For what has no page of its own: files of exports, and errors outside of pages. */
async function plainPage(request: Request, { requestId }: RequestContext, why: PlainPage, status: number): Promise<Response> {
  return new Response(unavailablePage(await getLanguage(request), requestId, why), { status, headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' } });
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
const knownMethod = (method: string) => (METHODS.has(method) ? method : 'other');

/** What answers before a page is asked; the API and the pages then name themselves more exactly. */
const PLACES = new Set(['api', 'assets', 'collect', 'health', 'ready', 'metrics']);
function knownPlace(pathname: string): string {
  const [, first = ''] = pathname.split('/');
  return PLACES.has(first) ? first : 'other';
}

/**
 * Starts everything and serves until the process is told to stop.
 * @returns the address, lines worth printing, and a function that drains and ends, with the time after which it must have
 */
export async function startServer(): Promise<{ url: string; notes: string[]; stop: () => Promise<void>; stopWithinMs: number }> {
  const started = await startProcess();
  const settings = env();
  const build = await import('virtual:remix/server-build');
  const clientDirectory = path.resolve(build.assetsBuildDirectory);
  const app = createApp({ build, routes: build.routes, clientDirectory: path.relative(process.cwd(), clientDirectory) });
  const server = await listen({ fetch: app.fetch, port: settings.PORT, hostname: settings.HOST }).catch(async (error: unknown) => {
    await stopProcess(started);
    throw error;
  });
  const stop = async () => {
    startDraining();
    await wait(settings.SHUTDOWN_DELAY_SECONDS * 1000);
    const [isDone] = await Promise.all([server.close(settings.SHUTDOWN_SECONDS * 1000), stopJobs()]);
    if (!isDone) log.warn('requests were cut off: they took longer than SHUTDOWN_SECONDS');
    await stopProcess(started);
  };
  return { url: settings.APP_URL ?? `http://localhost:${server.port}`, notes: started.notes, stop, stopWithinMs: (settings.SHUTDOWN_DELAY_SECONDS + settings.SHUTDOWN_SECONDS + STOP_GRACE_SECONDS) * 1000 };
}

/** What `scripts/dev.mjs` needs: everything but the HTTP server, which stands behind Vite there. */
export async function startDevelopment(): Promise<{ port: number; host: string; notes: string[]; stop: () => Promise<void> }> {
  const started = await startProcess();
  return { port: env().PORT, host: env().HOST, notes: started.notes, stop: () => stopProcess(started) };
}
