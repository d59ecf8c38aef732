import { AsyncResource } from 'node:async_hooks';
import pg from 'pg';
import { currentRequestId, currentRoute, isAnswering } from '../http/current-request';

export interface SlowStatement {
  /** Without its parameters, and without our comment. */
  sql: string;
  tookMs: number;
  requestId: string | null;
  route: string | null;
}

export interface TraceOptions {
  /** Statements that take at least so long are told; 0: none. */
  slowMs: number;
  /** Of statements of requests. */
  timeoutMs: number;
  onSlow: (statement: SlowStatement) => void;
}

type Callback = (...args: unknown[]) => unknown;
type Query = (...args: unknown[]) => unknown;

/** A pool whose waiting callers keep what they belong to: a client that becomes free would hand them its last user's. */
export class TracedPool extends pg.Pool {
  override connect(): Promise<pg.PoolClient>;
  override connect(callback: (error: Error | undefined, client: pg.PoolClient | undefined, done: (release?: unknown) => void) => void): void;
  override connect(callback?: (error: Error | undefined, client: pg.PoolClient | undefined, done: (release?: unknown) => void) => void): Promise<pg.PoolClient> | void {
    if (!callback) return super.connect();
    super.connect(AsyncResource.bind(callback));
  }
}

/**
 * Makes every statement of a connection carry its request's id in a comment, lets PostgreSQL cancel a request's
 * statement that takes too long, and tells of slow ones. Prepared statements keep their text, because it is their
 * identity. Decision: docs/decisions/014-request-id-in-sql.md
 */
export function traceQueries(client: pg.PoolClient, { slowMs, timeoutMs, onSlow }: TraceOptions): void {
  const ask = client.query.bind(client) as Query;
  // Jobs and requests share the pool: the limit changes hands with the connection, between transactions.
  let limit: number | null = null;
  const traced: Query = (first, ...rest) => {
    if (isSubmittable(first)) return ask(first, ...rest);
    const requestId = currentRequestId();
    const route = currentRoute();
    const wanted = isAnswering() ? timeoutMs : 0;
    const noted = requestId ? withComment(first, requestId) : first;
    const callback = rest.at(-1);
    const values = typeof callback === 'function' ? rest.slice(0, -1) : rest;
    let started = performance.now();
    const answer = (async () => {
      if (wanted !== limit) {
        limit = null;
        await ask(`SET statement_timeout = ${wanted}`);
        limit = wanted;
        started = performance.now();
      }
      return ask(noted, ...values);
    })();
    const ended = () => {
      const tookMs = performance.now() - started;
      if (slowMs > 0 && tookMs >= slowMs) onSlow({ sql: textOf(first), tookMs: Math.round(tookMs), requestId, route });
    };
    answer.then(ended, ended);
    if (typeof callback !== 'function') return answer;
    answer.then((result) => (callback as Callback)(undefined, result), (error: unknown) => (callback as Callback)(error));
  };
  client.query = traced as typeof client.query;
}

function isSubmittable(first: unknown): boolean {
  return typeof first === 'object' && first !== null && 'submit' in first && typeof first.submit === 'function';
}

/** In front: `pg_stat_activity` cuts long statements at their end. The id's shape lets no comment be closed. */
function withComment(first: unknown, requestId: string): unknown {
  if (typeof first === 'string') return `/* request=${requestId} */ ${first}`;
  const config = first as pg.QueryConfig;
  return config.name ? config : { ...config, text: `/* request=${requestId} */ ${config.text}` };
}

function textOf(first: unknown): string {
  return typeof first === 'string' ? first : (first as pg.QueryConfig).text;
}
