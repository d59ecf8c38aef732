/** No field of a job has this name: the worker takes it away before the job's schema looks. */
const STAMP = '$request';

/** The job's data with the id of the request that asks for it, so that its log lines and statements can name that too. */
export function stampRequest(data: object, requestId: string | null): object {
  return requestId === null ? data : { ...data, [STAMP]: requestId };
}

/** Takes the two apart again. */
export function readStamp(stored: unknown): { data: unknown; requestId: string | null } {
  if (typeof stored !== 'object' || stored === null || !(STAMP in stored)) return { data: stored, requestId: null };
  const { [STAMP]: requestId, ...data } = stored as Record<string, unknown>;
  return { data, requestId: typeof requestId === 'string' ? requestId : null };
}
