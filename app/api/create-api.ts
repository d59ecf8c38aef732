import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context, MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import { env } from '~/platform/env.server';
import { compressJson } from '~/platform/http/compress-json';
import { limitBody } from '~/platform/http/security';
import { admit } from './ground/admit';
import type { ApiEnv } from './ground/api-env';
import { documentRoutes } from './ground/document-pages';
import { answerOnce } from './ground/idempotency';
import type { Operation } from './ground/operation';
import { OPERATIONS } from './operations';
import { ApiProblem, type FieldError } from './ground/problem';
import { problemOf } from './ground/problem-of';
import { respond } from './ground/respond';
import { toRoute } from './ground/to-route';

const megabyte = 1024 * 1024;
const JSON_LIMIT = 2 * megabyte;
const UPLOAD_LIMIT = 102 * megabyte;
const VERSION_PATH = '/v1';
/** As many faults as an answer names: of a large body each element may be one. */
const ERRORS_MAX = 100;

const EXPOSED = ['ETag', 'Link', 'Location', 'RateLimit-Limit', 'RateLimit-Remaining', 'RateLimit-Reset', 'Retry-After', 'X-Request-Id', 'Idempotent-Replay'];
const TAKEN = ['Authorization', 'Content-Type', 'Idempotency-Key', 'If-Match', 'If-None-Match', 'X-Organization'];

/** The REST API, to be mounted at /api. Each operation goes: who calls and may they → once only → parse → the domain's command → answer. */
export function createApi(operations: readonly Operation[] = OPERATIONS): OpenAPIHono<ApiEnv> {
  const api = new OpenAPIHono<ApiEnv>({ defaultHook: refuseWrong });
  const origins = env().CORS_ORIGINS;
  if (origins.length > 0) api.use(cors({ origin: origins, allowHeaders: TAKEN, exposeHeaders: EXPOSED, maxAge: 600 }));
  api.onError(toProblem);
  api.use(compressJson());
  api.use(asProblem);
  const known = operations.map(({ spec }) => ({ method: spec.method.toUpperCase(), isUpload: spec.upload !== undefined, path: new RegExp(`^/api${VERSION_PATH}${spec.path.replace(/\{\w+\}/g, '[^/]+')}$`) }));
  const uploads = known.filter(({ isUpload }) => isUpload);
  const takesFiles = (request: Request) => isMultipart(request) && uploads.some(({ path }) => path.test(new URL(request.url).pathname));
  api.use(limitBody((request) => (takesFiles(request) ? UPLOAD_LIMIT : JSON_LIMIT), () => new Response(null, { status: 413 })));
  api.use(`${VERSION_PATH}/*`, asPrivate);
  for (const operation of operations) register(api, operation);
  documentRoutes(api);
  api.all('*', (c) => {
    const allowed = known.filter(({ path }) => path.test(c.req.path)).map(({ method }) => method);
    if (allowed.length === 0) throw new ApiProblem('not-found');
    throw new ApiProblem('method-not-allowed', { headers: { Allow: [...new Set(allowed)].join(', ') } });
  });
  return api;
}

function register(api: OpenAPIHono<ApiEnv>, operation: Operation): void {
  const { spec } = operation;
  const middleware: MiddlewareHandler<ApiEnv>[] = [admit(operation), ...(spec.body ? [requireJson] : []), ...(spec.method === 'post' ? [answerOnce(Boolean(spec.upload))] : [])];
  const route = toRoute(operation, VERSION_PATH);
  if (!spec.upload) {
    api.openapi({ ...route, middleware }, (c) => respond(c, operation));
    return;
  }
  // its body is a stream of files, which the operation reads itself
  api.openAPIRegistry.registerPath(route);
  const { request, ...described } = route;
  const { body: _body, ...validated } = request ?? {};
  api.openapi({ ...described, request: validated, middleware, hide: true }, (c) => respond(c, operation));
}

const requireJson: MiddlewareHandler<ApiEnv> = (c, next) => {
  if (!/^application\/json\b/i.test(c.req.header('Content-Type') ?? '')) throw new ApiProblem('unsupported-media-type');
  return next();
};

const asProblem: MiddlewareHandler<ApiEnv> = async (c, next) => {
  await next();
  if (c.res.status === 413 && !c.res.body) c.res = new ApiProblem('too-large').toResponse(c.get('context').requestId);
};

/** What one caller is answered in one organisation no cache gives to another: the address alone does not tell them apart. */
const asPrivate: MiddlewareHandler<ApiEnv> = async (c, next) => {
  await next();
  c.res.headers.append('Vary', 'Authorization, X-Organization');
  if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'private, no-cache');
};

function isMultipart(request: Request): boolean {
  return request.headers.get('Content-Type')?.startsWith('multipart/form-data') ?? false;
}

type Validated = { success: true } | { success: false; target: string; error: { issues: readonly { path: PropertyKey[]; code?: string; message: string; keys?: string[] }[] } };

/** What does not fit the schema: 404 for an id that is none, else 422 with each fault. */
function refuseWrong(result: Validated): void {
  if (result.success) return;
  const { target, error } = result;
  if (target === 'param') throw new ApiProblem('not-found');
  const errors = error.issues.slice(0, ERRORS_MAX).flatMap(({ path, code = 'invalid', message, keys }): FieldError[] => {
    const at = (more: PropertyKey[]) => (target === 'json' ? `/${more.map(String).join('/')}` : `${target}.${more.map(String).join('.')}`);
    return keys ? keys.slice(0, ERRORS_MAX).map((key) => ({ path: at([...path, key]), code: 'unknown', message: 'This is not known here.' })) : [{ path: at(path), code, message }];
  });
  throw new ApiProblem('validation', { errors: errors.slice(0, ERRORS_MAX) });
}

function toProblem(error: Error | Response, c: Context<ApiEnv>): Response {
  const context = c.get('context');
  return problemOf(error, context).toResponse(context.requestId);
}
