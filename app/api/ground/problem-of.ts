import { HTTPException } from 'hono/http-exception';
import { isDatabaseDown } from '~/platform/db.server';
import { reportError } from '~/platform/errors.server';
import type { RequestContext } from '~/platform/load-context';
import { ApiProblem } from './problem';

/** Anything that was thrown, as the problem to answer; what nobody expected is reported. */
export function problemOf(error: unknown, context: RequestContext): ApiProblem {
  if (error instanceof ApiProblem) return error;
  if (error instanceof HTTPException) return new ApiProblem('malformed', { detail: error.message });
  if (error instanceof Response && error.status === 429) return new ApiProblem('too-many-requests', { headers: { 'Retry-After': error.headers.get('Retry-After') ?? '60' } });
  // the domain's guards throw answers
  if (error instanceof Response) return new ApiProblem(error.status === 403 ? 'forbidden' : error.status === 404 ? 'not-found' : 'malformed');
  if (isDatabaseDown(error)) return new ApiProblem('unavailable', { headers: { 'Retry-After': '5' } });
  reportError(error, context);
  return new ApiProblem('internal');
}
