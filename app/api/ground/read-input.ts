import type { z } from '@hono/zod-openapi';
import { getI18n } from '~/platform/i18n.server';
import { ApiProblem } from './problem';

/**
 * Checks what was sent with the same schema that the form of the interface has, so that one rule holds for both.
 * @param values by the form's names; null counts as not given, lists of tags are text there
 * @param namespace where the schema's messages stand
 * @param places where of the body a field of the form stands, when not at its own name
 * @throws {ApiProblem} 422 with a path for each fault
 */
export function readInput<T>(schema: z.ZodType<T>, values: Record<string, unknown>, namespace: string, places: Readonly<Record<string, string>> = {}): T {
  const result = schema.safeParse(withoutNulls(values));
  if (result.success) return result.data;
  const translate = getI18n('en').getFixedT('en', [namespace, 'common', 'fields']);
  const place = (path: string) => places[path] ?? path;
  const errors = result.error.issues.map(({ path, message }) => ({ path: place(`/${path.map(String).join('/')}`), code: message.split('.').at(-1) ?? 'invalid', message: translate(message) }));
  throw new ApiProblem('validation', { errors });
}

/** Forms have no null: what is not given is not there, in rows of the form too. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([name, one]) => (one === null || one === undefined ? [] : [[name, withoutNulls(one)]])));
}

/** Of the checked input only what was sent: the rest stays as it is. */
export function onlySent<T extends object>(input: T, sent: object): Partial<T> {
  return Object.fromEntries(Object.entries(input).filter(([name]) => name in sent)) as Partial<T>;
}

interface Failure {
  ok: false;
  error: string;
  current?: unknown;
}

/**
 * Throws what a command refused: 404, 403, 412 with the current record, else what `others` says of it (a field of the body,
 * or a problem of its own).
 * @param others by the command's error: a path of the body for 422, or a problem
 */
export function refuse({ error, current }: Failure, others: Record<string, string | ApiProblem> = {}): never {
  const known = others[error];
  if (known instanceof ApiProblem) throw known;
  if (known !== undefined) throw new ApiProblem('validation', { errors: [{ path: known, code: error, message: error }] });
  if (error === 'notFound') throw new ApiProblem('not-found');
  if (error === 'forbidden') throw new ApiProblem('forbidden');
  if (error === 'stale') throw new ApiProblem('stale', { extra: { current: current ?? null } });
  throw new ApiProblem('conflict', { detail: error, extra: { code: error } });
}

/** The command's success. @throws {ApiProblem} as `refuse` */
export function accept<R extends { ok: true } | Failure>(result: R, others?: Record<string, string | ApiProblem>): Extract<R, { ok: true }> {
  if (!result.ok) refuse(result as Failure, others);
  return result as Extract<R, { ok: true }>;
}
