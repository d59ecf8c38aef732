import { z } from '@hono/zod-openapi';
import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import type { ApiEnv } from './api-env';
import type { Call, Operation } from './operation';
import { ApiProblem } from './problem';

/** Runs an operation whose request has been checked, and writes its answer. */
export async function respond(c: Context<ApiEnv>, { spec, run }: Operation): Promise<Response> {
  const valid = (target: 'param' | 'query' | 'json'): unknown => (c.req.valid as (name: string) => unknown)(target);
  const query = (valid('query') ?? {}) as { fields?: string };
  const fields = readFields(query.fields, spec.answer);
  const url = new URL(c.req.url);
  const call: Call<unknown, unknown, unknown> = {
    params: valid('param') ?? {},
    query,
    body: spec.body ? valid('json') : undefined,
    version: spec.needsVersion ? readVersion(c.req.header('If-Match')) : 0,
    now: c.get('now'),
    request: c.req.raw,
    search: url.searchParams,
    context: c.get('context'),
  };
  const answer = await run({ ...call, caller: c.get('caller'), person: c.get('person') } as never);
  if (answer instanceof Response) return answer;
  const { value, more } = answer;
  for (const [name, text] of Object.entries({ 'Cache-Control': 'private, no-cache', ...more.headers })) c.header(name, text);
  if (more.location) c.header('Location', `/api/v1${more.location}`);
  if (value === undefined) return c.body(null, 204);
  const text = JSON.stringify(fields ? pick(value, fields) : value);
  if (more.version !== undefined) {
    const tag = spec.method === 'get' ? `"${more.version}-${fingerprint(text)}"` : `"${more.version}"`;
    c.header('ETag', tag);
    if (spec.method === 'get' && c.req.header('If-None-Match')?.split(',').some((known) => known.trim().replace(/^W\//, '') === tag)) return c.body(null, 304);
  }
  return c.body(text, spec.status ?? 200, { 'Content-Type': 'application/json' });
}

/** An answer tells more than the record whose version it has: sums of others, and what the caller may see. */
function fingerprint(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}

/** `"3"` or, as reading tells it, `"3-…"`. */
function readVersion(header: string | undefined): number {
  if (header === undefined) throw new ApiProblem('version-needed');
  const version = Number(/^(?:W\/)?"(\d{1,9})(?:-[\w-]{16})?"$/.exec(header.trim())?.[1]);
  if (!Number.isInteger(version)) throw new ApiProblem('malformed', { detail: 'If-Match holds the ETag that the record was read with, for example "3".' });
  return version;
}

function readFields(asked: string | undefined, schema: z.ZodType | undefined): Set<string> | null {
  if (asked === undefined) return null;
  const known = fieldsOf(schema);
  const names = asked.split(',').map((name) => name.trim()).filter(Boolean);
  const errors = names.filter((name) => !known.has(name)).map((name) => ({ path: 'query.fields', code: 'unknown', message: `There is no field “${name.slice(0, 60)}”.` }));
  if (errors.length > 0) throw new ApiProblem('validation', { errors });
  return new Set(names);
}

/** The names that `fields` may choose from: of a list those of its items. */
export function fieldsOf(schema: z.ZodType | undefined): Set<string> {
  if (!(schema instanceof z.ZodObject)) return new Set();
  const items: unknown = schema.shape.items;
  const element: unknown = items instanceof z.ZodArray ? items.element : schema;
  return element instanceof z.ZodObject ? new Set(Object.keys(element.shape)) : new Set();
}

function pick(value: unknown, fields: Set<string>): object {
  const narrow = (row: object) => Object.fromEntries(Object.entries(row).filter(([name]) => fields.has(name)));
  const page = value as { items?: object[] };
  return Array.isArray(page.items) ? { ...page, items: page.items.map(narrow) } : narrow(value as object);
}
