import addFormats from 'ajv-formats';
import Ajv2020 from 'ajv/dist/2020';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { db } from '~/platform/db.server';
import { openApi, tokenFor, type TestApi } from '../../test/api';
import { RECORDS } from '../../test/api-records';
import { delegate, fillOrganization } from '../../test/fill-organization';
import { arbitraryOf, resolve, spoil } from '../../test/json-arbitrary';
import type { JsonSchema } from './ground/examples';
import { OPERATIONS } from './operations';

const RUNS = Number(process.env.FUZZ_RUNS ?? 6);
const SPOILT_MAX = RUNS;
/** What is asked for in this time did not hang. */
const PATIENCE_MS = 20_000;

let api: TestApi;
let userId: string;
let ids: string[];
let own: Record<string, string>;

beforeAll(async () => {
  api = await openApi();
  const filled = await fillOrganization();
  userId = filled.user.id;
  await db.membership.updateMany({ where: { organizationId: filled.organizationId, userId }, data: { role: 'OWNER' } });
  own = {};
  for (const [name, model] of Object.entries(RECORDS)) {
    const row = model ? ((await delegate(db, model).findFirst?.({ where: { organizationId: filled.organizationId } })) as { id?: string; userId?: string } | null) : null;
    const known = row?.id ?? row?.userId;
    if (known) own[name] = known;
  }
  ids = [userId, ...Object.values(own)];
});

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => (timer = setTimeout(() => reject(new Error(`no answer in ${PATIENCE_MS} ms`)), PATIENCE_MS)));
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

function find(id: string) {
  for (const [path, methods] of Object.entries(api.document.paths)) for (const [method, operation] of Object.entries(methods)) if (operation.operationId === id) return { path, method, operation };
  throw new Error(`no operation ${id}`);
}

describe.each(OPERATIONS.map(({ spec }) => [spec.id] as const))('%s', (id) => {
  it('answers as its document says, whatever fits it', async () => {
    const { operation } = find(id);
    const making = { document: api.document, ids };
    const query = (operation.parameters ?? []).filter((one) => one.in === 'query');
    const optional = (schema: JsonSchema, isNeeded: boolean | undefined) => (isNeeded ? arbitraryOf(schema, making) : fc.option(arbitraryOf(schema, making), { nil: undefined, freq: 1 }));
    const queries = fc.record(Object.fromEntries(query.map(({ name, schema, required }) => [name, optional(schema, required)])));
    const params = fc.record(Object.fromEntries((operation.parameters ?? []).filter((one) => one.in === 'path').map(({ name, schema }) => [name, own[name] ? fc.oneof(fc.constant(own[name]), arbitraryOf(schema, making)) : arbitraryOf(schema, making)])));
    const schema = operation.requestBody?.content['application/json']?.schema;
    const bodies = schema ? arbitraryOf(schema, making) : fc.constant(undefined);
    const as = await tokenFor(userId);
    await fc.assert(
      fc.asyncProperty(queries, params, bodies, fc.integer({ min: 0, max: 3 }), async (asked, at, body, version) => {
        const texts = Object.fromEntries(Object.entries(asked).flatMap(([name, value]) => (value === undefined || value === null ? [] : [[name, Array.isArray(value) ? value.map(String) : String(value)]])));
        const { status } = await inTime(api.call(id, { as, query: texts, params: Object.fromEntries(Object.entries(at).map(([name, value]) => [name, String(value) || '_'])), ...(body !== undefined && { body }), version }));
        expect(status).toBeLessThan(500);
      }),
      { numRuns: RUNS },
    );
  });

  it('accepts nothing that its document forbids', async () => {
    const { operation } = find(id);
    const schema = operation.requestBody?.content['application/json']?.schema;
    if (!schema || resolve(schema, api.document).type !== 'object') return;
    const ajv = new Ajv2020({ strict: false });
    addFormats(ajv);
    ajv.addSchema({ $id: 'api', ...api.document });
    const fits = ajv.compile({ ...(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"api#/')) as object) });
    const as = await tokenFor(userId);
    const [sample] = fc.sample(arbitraryOf(schema, { document: api.document, ids }), 1) as [Record<string, unknown>];
    const spoilt = spoil(sample, schema, api.document).filter(({ body }) => !fits(body));
    for (const { body, how } of fc.sample(fc.shuffledSubarray(spoilt, { minLength: Math.min(spoilt.length, SPOILT_MAX), maxLength: Math.min(spoilt.length, SPOILT_MAX) }), 1)[0] ?? []) {
      const { status } = await inTime(api.call(id, { as, params: own, body, version: 1 }));
      expect(status, `${how}: ${JSON.stringify(body)?.slice(0, 400)}`).toBeGreaterThanOrEqual(400);
      expect(status, how).toBeLessThan(500);
    }
  });
});
