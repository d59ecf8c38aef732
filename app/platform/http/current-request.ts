import { AsyncLocalStorage } from 'node:async_hooks';

const storage = new AsyncLocalStorage<{ requestId: string }>();

/** Runs work that belongs to one HTTP request, so that what it writes can name the request. */
export function withRequestId<T>(requestId: string, work: () => T): T {
  return storage.run({ requestId }, work);
}

/** The id of the request that is being answered; null in background work. */
export function currentRequestId(): string | null {
  return storage.getStore()?.requestId ?? null;
}
