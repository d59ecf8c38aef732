import type { z } from '@hono/zod-openapi';
import type { ApiCaller, ApiPerson } from '~/domain/accounts/programs/api-caller.server';
import type { Need } from '~/domain/accounts/need';
import type { LimitName } from '~/platform/limits';
import type { RequestContext } from '~/platform/load-context';
import type { ProblemName } from './problem';

/** Nothing is taken there. */
type Nothing = z.ZodObject<Record<never, z.ZodType>>;

export interface OperationSpec<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType, A extends z.ZodType> {
  /** Its operationId: "deals.move". */
  id: string;
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Under /api/v1, parameters in braces: "/deals/{dealId}". */
  path: string;
  /** The resource, as the document groups operations. */
  tag: string;
  summary: string;
  description?: string;
  /** Of the path; each text of its own form. */
  params?: P;
  /** Of the address, a strict object: what it does not name is refused. */
  query?: Q;
  /** JSON body, a strict object. */
  body?: B;
  /** Instead of `body`: a multipart form, which `run` reads itself from `request`. Files: `z.any().openapi({ type: 'string', format: 'binary' })`. */
  upload?: z.ZodObject;
  /** JSON answer; left out: 204, or `file`. */
  answer?: A;
  /** Of a success with an answer; 200 when nothing is said. */
  status?: 200 | 201 | 202;
  /** Media types of an answer that is a file or stream. */
  file?: readonly string[];
  /** Changes an existing row with a version: If-Match must name it, `version` hands it to `run`. */
  needsVersion?: boolean;
  /** When it answers 409: a sentence for the document. */
  conflict?: string;
  /** Answers that its kind of operation does not have by itself. */
  problems?: readonly ProblemName[];
  /** The forms of the interface that it does, as in the table of permissions: "/deals/:deal delete", without an intent "/deals/new". */
  does?: readonly string[];
}

/** What every operation gets. */
export interface Call<P, Q, B> {
  params: P;
  query: Q;
  body: B;
  /** What If-Match names; 0 unless the operation needs it. */
  version: number;
  now: Date;
  request: Request;
  /** Of the whole address, for filters that pages parse too. */
  search: URLSearchParams;
  context: RequestContext;
}

/** The answer of an operation. */
export class Answer<T> {
  constructor(
    readonly value: T,
    /** `version` becomes the ETag, `location` (under /api/v1) names what was made. */
    readonly more: { version?: number; location?: string; headers?: Record<string, string> } = {},
  ) {}
}

export function answer<T>(value: T, more?: Answer<T>['more']): Answer<T> {
  return new Answer(value, more);
}

/** Nothing to say: 204. */
export function done(): Answer<undefined> {
  return new Answer(undefined);
}

type AnswerOf<A extends z.ZodType> = Answer<z.output<A>>;
type Run<C, A extends z.ZodType> = (call: C) => Promise<AnswerOf<A> | Response>;
type CallOf<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType> = Call<z.output<P>, z.output<Q>, z.output<B>>;

/** Whom an operation serves: a member with this permission, any member, a signed-in person, or anybody. */
export type Audience = { kind: 'staff'; need: Need | null } | { kind: 'person' } | { kind: 'public'; limit?: LimitName };

/** An operation as the server registers it, its types forgotten. */
export interface Operation {
  spec: OperationSpec<z.ZodObject, z.ZodObject, z.ZodType, z.ZodType>;
  audience: Audience;
  run: (call: Call<never, never, never> & { caller: never; person: never }) => Promise<Answer<unknown> | Response>;
}

/** Keeps the types of one operation inside it: outside, all are alike. */
function forget<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType, A extends z.ZodType, C>(audience: Audience, spec: OperationSpec<P, Q, B, A>, run: Run<C, A>): Operation {
  return { spec: spec as unknown as Operation['spec'], audience, run: run as unknown as Operation['run'] };
}

/**
 * An operation of a member of an organisation.
 * @param need what the member's role (and the API key's scopes) must allow; null: any member. What depends on the record (own or all) `run` checks with the domain's command.
 */
export function staffOperation<P extends z.ZodObject = Nothing, Q extends z.ZodObject = Nothing, B extends z.ZodType = z.ZodUndefined, A extends z.ZodType = z.ZodUndefined>(
  need: Need | null,
  spec: OperationSpec<P, Q, B, A>,
  run: Run<CallOf<P, Q, B> & { caller: ApiCaller }, A>,
): Operation {
  return forget({ kind: 'staff', need }, spec, run);
}

/** An operation of a signed-in person, whichever the organisation. */
export function personOperation<P extends z.ZodObject = Nothing, Q extends z.ZodObject = Nothing, B extends z.ZodType = z.ZodUndefined, A extends z.ZodType = z.ZodUndefined>(
  spec: OperationSpec<P, Q, B, A>,
  run: Run<CallOf<P, Q, B> & { person: ApiPerson }, A>,
): Operation {
  return forget({ kind: 'person' }, spec, run);
}

/** An operation for anybody. @param limit per address, besides the API's own */
export function publicOperation<P extends z.ZodObject = Nothing, Q extends z.ZodObject = Nothing, B extends z.ZodType = z.ZodUndefined, A extends z.ZodType = z.ZodUndefined>(
  spec: OperationSpec<P, Q, B, A>,
  run: Run<CallOf<P, Q, B>, A>,
  limit?: LimitName,
): Operation {
  return forget({ kind: 'public', ...(limit && { limit }) }, spec, run);
}
