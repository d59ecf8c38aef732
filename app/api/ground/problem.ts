import { z } from '@hono/zod-openapi';

/** What can be wrong, by its stable name. The status belongs to the name. */
export const PROBLEMS = {
  malformed: { status: 400, title: 'The request cannot be read' },
  'organization-needed': { status: 400, title: 'Name the organisation in X-Organization' },
  unauthenticated: { status: 401, title: 'Sign in first' },
  /** Of a sign-in: the password was right. */
  'second-factor-required': { status: 401, title: 'Send a code of the authenticator app or a recovery code along' },
  forbidden: { status: 403, title: 'Not allowed' },
  'second-factor-missing': { status: 403, title: 'The organisation wants a second factor: set one up first' },
  'not-found': { status: 404, title: 'There is no such thing here' },
  'method-not-allowed': { status: 405, title: 'This address does not take that method' },
  conflict: { status: 409, title: 'Not possible in the present state' },
  busy: { status: 409, title: 'A request with this Idempotency-Key is still at work' },
  stale: { status: 412, title: 'Somebody changed it meanwhile' },
  'too-large': { status: 413, title: 'Too large' },
  'unsupported-media-type': { status: 415, title: 'Send application/json' },
  validation: { status: 422, title: 'Some of it is not right' },
  'idempotency-key-reused': { status: 422, title: 'This Idempotency-Key was used for something else' },
  'version-needed': { status: 428, title: 'Say in If-Match which version you saw' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  internal: { status: 500, title: 'Something went wrong' },
  unavailable: { status: 503, title: 'Not available at the moment' },
} as const;

export type ProblemName = keyof typeof PROBLEMS;
export type ProblemStatus = (typeof PROBLEMS)[ProblemName]['status'];

/** One thing that is wrong with what was sent. */
export interface FieldError {
  /** JSON pointer into the body, or "query.<name>", "path.<name>", "header.<name>". */
  path: string;
  /** Stable, for programs. */
  code: string;
  /** For people, English. */
  message: string;
}

export interface ProblemMore {
  detail?: string;
  errors?: FieldError[];
  /** Members of the problem's own: what a stale save met, which transitions are allowed, … */
  extra?: Record<string, unknown>;
  headers?: Record<string, string>;
}

/** Thrown by operations; answered as `application/problem+json`. Rule: RFC 9457. */
export class ApiProblem extends Error {
  override name = 'ApiProblem';
  constructor(
    readonly problem: ProblemName,
    readonly more: ProblemMore = {},
  ) {
    super(more.detail ?? PROBLEMS[problem].title);
  }

  /** As it is answered, and as it stands in the results of a bulk request. */
  describe(requestId: string): z.output<typeof problemSchema> {
    const { status, title } = PROBLEMS[this.problem];
    const { detail, errors, extra } = this.more;
    return { type: `urn:teplo:problem:${this.problem}`, title, status, ...(detail !== undefined && { detail }), ...(errors && { errors }), ...extra, requestId };
  }

  toResponse(requestId: string): Response {
    const { status } = PROBLEMS[this.problem];
    return new Response(JSON.stringify(this.describe(requestId)), { status, headers: { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store', ...this.more.headers } });
  }
}

/** A wrong field of the body: 422. */
export function invalid(path: string, code: string, message: string): ApiProblem {
  return new ApiProblem('validation', { errors: [{ path, code, message }] });
}

/** 409 with a stable code. */
export function conflict(code: string, detail: string, extra: Record<string, unknown> = {}): ApiProblem {
  return new ApiProblem('conflict', { detail, extra: { code, ...extra } });
}

/** The organisation's files take up all that they may. */
export function storageFull(): ApiProblem {
  return conflict('storageFull', 'The files of the organization take up all the room that they may.');
}

/** What the document says of problems. */
export const problemSchema = z
  .looseObject({
    type: z.string().openapi({ example: 'urn:teplo:problem:validation' }),
    title: z.string().openapi({ example: PROBLEMS.validation.title }),
    status: z.int().min(400).max(599).openapi({ example: 422 }),
    detail: z.string().optional(),
    errors: z
      .array(z.object({ path: z.string().openapi({ example: '/name' }), code: z.string().openapi({ example: 'required' }), message: z.string().openapi({ example: 'Fill in this field.' }) }))
      .optional(),
    requestId: z.string().openapi({ example: '5f0d3f0e-8d52-4a4e-9a3f-0c2f1f1b7a10' }),
  })
  .openapi('Problem');
