import { AsyncLocalStorage } from 'node:async_hooks';

/** What is at work: a request that is being answered, or a job that a request set off. */
interface CurrentWork {
  /** Of the request; of a job the one that asked for it. */
  requestId: string;
  kind: 'request' | 'job';
  /** What answers: see nameRoute. */
  route: string;
  userId: string | null;
  /** Seconds, when a limit was used up. */
  retryAfter: number | null;
}

const storage = new AsyncLocalStorage<CurrentWork>();

/** Runs work that belongs to one HTTP request, so that what it writes and asks of the database can name the request. */
export function withRequestId<T>(requestId: string, work: () => T): T {
  return storage.run({ requestId, kind: 'request', route: 'other', userId: null, retryAfter: null }, work);
}

/** Runs a job under the id of the request that asked for it. Jobs of the clock have none: they run as they are. */
export function withJob<T>(queue: string, requestId: string | null, work: () => T): T {
  return requestId ? storage.run({ requestId, kind: 'job', route: `job ${queue}`, userId: null, retryAfter: null }, work) : storage.exit(work);
}

/** Runs work that belongs to nobody, though a request set it off: statements that are kept together for many. */
export function withoutRequest<T>(work: () => T): T {
  return storage.exit(work);
}

/** The id of the request that is being answered or that asked for this job; null in other background work. */
export function currentRequestId(): string | null {
  return storage.getStore()?.requestId ?? null;
}

/** Whether somebody waits for an answer. */
export function isAnswering(): boolean {
  return storage.getStore()?.kind === 'request';
}

/** Says what answers the request: a page's pattern or an operation of the API, never an address with ids in it. */
export function nameRoute(route: string): void {
  const current = storage.getStore();
  if (current) current.route = route;
}

/** What answers; null outside of requests and their jobs. */
export function currentRoute(): string | null {
  return storage.getStore()?.route ?? null;
}

/** Notes who is signed in, for reports of errors. */
export function noteUser(userId: string): void {
  const current = storage.getStore();
  if (current) current.userId = userId;
}

export function currentUserId(): string | null {
  return storage.getStore()?.userId ?? null;
}

/** Notes when a used-up limit gives again: pages tell it in words, the server puts it into the header. */
export function noteRetryAfter(seconds: number): void {
  const current = storage.getStore();
  if (current) current.retryAfter = seconds;
}

export function currentRetryAfter(): number | null {
  return storage.getStore()?.retryAfter ?? null;
}
