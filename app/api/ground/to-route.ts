import { z, type RouteConfig } from '@hono/zod-openapi';
import type { Operation } from './operation';
import { problemSchema, PROBLEMS, type ProblemName } from './problem';
import { fieldsOf } from './respond';

const problems = { content: { 'application/problem+json': { schema: problemSchema } } };
const HEADERS = {
  organization: z.string().max(60).optional().openapi({ description: 'Slug of the organisation; needed by people who work in several', example: undefined }),
  idempotency: z.string().max(200).optional().openapi({ description: 'Makes a repeat harmless for 24 hours', example: undefined }),
  version: z.string().max(40).openapi({ description: 'The ETag that the record was read with', example: '"1"' }),
};

/** An operation as the router validates it and the document describes it. */
export function toRoute({ spec, audience }: Operation, prefix: string): RouteConfig {
  const isChosen = spec.method === 'get' && spec.answer && fieldsOf(spec.answer).size > 0;
  const query = (spec.query ?? z.strictObject({})).extend(isChosen ? { fields: z.string().max(1_000).optional().openapi({ description: 'Names of the fields to answer, separated by commas', example: undefined }) } : {});
  const headers = z.object({
    ...(audience.kind === 'staff' && { 'x-organization': HEADERS.organization }),
    ...(spec.method === 'post' && { 'idempotency-key': HEADERS.idempotency }),
  });
  const body = spec.body
    ? { required: true, content: { 'application/json': { schema: spec.body } } }
    : spec.upload && { required: true, content: { 'multipart/form-data': { schema: spec.upload } } };
  return {
    method: spec.method,
    path: `${prefix}${spec.path}`,
    operationId: spec.id,
    tags: [spec.tag],
    summary: spec.summary,
    ...(spec.description && { description: spec.description }),
    security: audience.kind === 'public' ? [] : [{ bearer: [] }],
    request: {
      ...(spec.params && { params: spec.params }),
      query,
      headers: spec.needsVersion ? headers.extend({ 'if-match': HEADERS.version.optional() }) : headers,
      ...(body && { body }),
    },
    responses: { ...success(spec), ...refusals({ spec, audience }) },
  };
}

function success({ answer, file, status = 200 }: Operation['spec']): RouteConfig['responses'] {
  if (answer) return { [status]: { description: 'Done', content: { 'application/json': { schema: answer } } } };
  if (file) return { 200: { description: 'The file', content: Object.fromEntries(file.map((type) => [type, { schema: z.string().openapi({ format: 'binary' }) }])) } };
  return { 204: { description: 'Done' } };
}

function refusals({ spec, audience }: Pick<Operation, 'spec' | 'audience'>): RouteConfig['responses'] {
  const isOpen = audience.kind === 'public';
  const names: ProblemName[] = [
    'malformed', 'too-many-requests', 'internal', 'unavailable', 'validation',
    ...(isOpen ? [] : (['unauthenticated', 'not-found'] as const)),
    ...(audience.kind === 'staff' ? (['forbidden'] as const) : []),
    ...(spec.params && isOpen ? (['not-found'] as const) : []),
    ...(spec.conflict || spec.method === 'post' ? (['conflict'] as const) : []),
    ...(spec.needsVersion ? (['stale', 'version-needed'] as const) : []),
    ...(spec.problems ?? []),
    ...(spec.body || spec.upload ? (['too-large', 'unsupported-media-type'] as const) : []),
  ];
  return Object.fromEntries(names.map((name) => [PROBLEMS[name].status, { description: name === 'conflict' && spec.conflict ? spec.conflict : PROBLEMS[name].title, ...problems }]));
}
