import addFormats from 'ajv-formats';
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import { Hono } from 'hono';
import type { ApiEnv } from '~/api/ground/api-env';
import type { ApiDocument, ApiDocumentOperation } from '~/api/ground/examples';
import { signAccessToken } from '~/domain/accounts/programs/access-token.server';
import { createOrganizationDefaults } from '~/domain/accounts/organization-defaults.server';
import { ROLES, type Role } from '~/domain/accounts/permissions';
import { db } from '~/platform/db.server';
import { env } from '~/platform/env.server';
import { createRequestContext } from '~/platform/http/request-context';
import { makeMember, makeOrganization } from '../prisma/factories';

process.env.SESSION_SECRET ??= 'for-tests-only'.repeat(3);
process.env.API_LIMIT_PER_MINUTE ??= '1000000';

export interface ApiWorld {
  organizationId: string;
  slug: string;
  people: Record<Role, { id: string; token: string }>;
}

/** An organisation with its defaults (pipeline, rules, …) and a signed-in person of each role. */
export async function makeApiWorld(): Promise<ApiWorld> {
  const { id: organizationId, slug } = await makeOrganization(db);
  await createOrganizationDefaults(db, organizationId);
  const people: Partial<ApiWorld['people']> = {};
  for (const role of ROLES) {
    const { user } = await makeMember(db, { organizationId, role });
    people[role] = { id: user.id, token: await tokenFor(user.id) };
  }
  return { organizationId, slug, people: people as ApiWorld['people'] };
}

/** A fresh access token of a person. */
export async function tokenFor(userId: string): Promise<string> {
  const now = new Date();
  const { id: familyId } = await db.tokenFamily.create({ data: { userId, expiresAt: new Date(now.getTime() + 86_400_000) }, select: { id: true } });
  return signAccessToken({ userId, familyId }, now);
}

export interface ApiRequest {
  /** A token or key; null: nobody. */
  as?: string | null;
  params?: Record<string, string>;
  query?: Record<string, string | string[]>;
  /** JSON, or a form for uploads. */
  body?: unknown;
  headers?: Record<string, string>;
  /** The ETag's number. */
  version?: number;
}

export interface ApiResponse<T> {
  status: number;
  body: T;
  headers: Headers;
}

export interface TestApi {
  document: ApiDocument;
  /** Asks an operation by its id, and checks status and answer against the document. */
  call<T = Record<string, unknown>>(operationId: string, request?: ApiRequest): Promise<ApiResponse<T>>;
  /** Asks any address under /api. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
}

interface Known {
  method: string;
  path: string;
  operation: ApiDocumentOperation;
}

let opened = 0;

/** The API in this process, with its own document as the judge of every answer. Each is asked from another address: limits count those. */
export async function openApi(): Promise<TestApi> {
  const clientAddress = `10.9.0.${++opened}`;
  const { createApi } = await import('~/api/create-api');
  const app = new Hono<ApiEnv>();
  app.use(async (c, next) => {
    c.set('context', { ...createRequestContext(c.req.raw, undefined, env()), clientAddress });
    await next();
  });
  app.route('/api', createApi());
  const ask = async (path: string, init: RequestInit = {}) => app.fetch(new Request(`http://localhost/api${path}`, init));
  const document = (await (await ask('/openapi.json')).json()) as ApiDocument;
  const operations = new Map<string, Known>();
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods)) operations.set(operation.operationId, { method, path, operation });
  }
  const validators = createValidators(document);
  return {
    document,
    fetch: ask,
    async call<T>(operationId: string, { as, params = {}, query = {}, body, headers = {}, version }: ApiRequest = {}) {
      const known = operations.get(operationId);
      if (!known) throw new Error(`the document has no operation ${operationId}`);
      const search = new URLSearchParams(Object.entries(query).flatMap(([name, values]) => [values].flat().map((value) => [name, value])));
      const path = known.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? '_'));
      const isForm = body instanceof FormData;
      const response = await ask(`${path}${search.size > 0 ? `?${search.toString()}` : ''}`, {
        method: known.method.toUpperCase(),
        headers: {
          ...(as && { Authorization: `Bearer ${as}` }),
          ...(body !== undefined && !isForm && { 'Content-Type': 'application/json' }),
          ...(version !== undefined && { 'If-Match': `"${version}"` }),
          ...headers,
        },
        ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
      });
      return { status: response.status, headers: response.headers, body: (await judge(known, response, validators, 'fields' in query)) as T };
    },
  };
}

type Validators = (operationId: string, status: number, type: string) => ValidateFunction | null;

/** Reads an answer and holds it against the document. */
async function judge({ operation }: Known, response: Response, validatorOf: Validators, isPartial: boolean): Promise<unknown> {
  const told = operation.responses[response.status];
  const type = response.headers.get('Content-Type')?.split(';')[0] ?? '';
  const isJson = /json$/.test(type);
  const bytes = await response.arrayBuffer();
  const text = isJson ? new TextDecoder().decode(bytes) : '';
  if (!told && response.status !== 304) throw new Error(`${operation.operationId} answered ${response.status}, which its document does not name: ${text.slice(0, 500)}`);
  if (bytes.byteLength > 0 && told && !told.content?.[type]) throw new Error(`${operation.operationId} answered ${response.status} with ${type}, which its document does not name`);
  if (!isJson) return bytes.byteLength > 0 ? new Uint8Array(bytes) : undefined;
  const value: unknown = JSON.parse(text);
  const validate = isPartial && response.ok ? null : validatorOf(operation.operationId, response.status, type);
  if (validate && !validate(value)) throw new Error(`${operation.operationId} ${response.status} differs from its document: ${JSON.stringify(validate.errors?.slice(0, 5))} in ${text.slice(0, 800)}`);
  return value;
}

function createValidators(document: ApiDocument): Validators {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats(ajv);
  ajv.addSchema({ $id: 'api', ...document });
  const made = new Map<string, ValidateFunction>();
  const pathOf = new Map(Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, { operationId }]) => [operationId, `${path}\0${method}`] as const)));
  const escape = (part: string) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));
  return (operationId, status, type) => {
    const [path = '', method = ''] = pathOf.get(operationId)?.split('\0') ?? [];
    if (!document.paths[path]?.[method]?.responses[status]?.content?.[type]?.schema) return null;
    const reference = `api#/paths/${escape(path)}/${method}/responses/${status}/content/${escape(type)}/schema`;
    const known = made.get(reference) ?? ajv.compile({ $ref: reference });
    made.set(reference, known);
    return known;
  };
}
