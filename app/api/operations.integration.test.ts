import { beforeAll, describe, expect, it } from 'vitest';
import { can, ROLES } from '~/domain/accounts/permissions';
import { meets } from '~/domain/accounts/need';
import { db } from '~/platform/db.server';
import { makeApiWorld, openApi, type ApiWorld, type TestApi } from '../../test/api';
import { delegate, fillOrganization } from '../../test/fill-organization';
import { RECORDS } from '../../test/api-records';
import { exampleOf } from './ground/examples';
import { OPERATIONS } from './operations';

let api: TestApi;
let world: ApiWorld;
let theirs: Record<string, string>;

beforeAll(async () => {
  [api, world] = await Promise.all([openApi(), makeApiWorld()]);
  const { organizationId } = await fillOrganization();
  theirs = {};
  for (const [name, model] of Object.entries(RECORDS)) {
    // a membership has no id of its own
    const row = model && ((await delegate(db, model).findFirst?.({ where: { organizationId } })) as { id?: string; userId?: string });
    if (row) theirs[name] = row.id ?? row.userId ?? '';
  }
});

/** A request of the operation that fits its document. */
function sample(id: string) {
  const [method] = Object.values(api.document.paths).flatMap((path) => Object.values(path)).filter(({ operationId }) => operationId === id);
  const body: unknown = method?.requestBody?.content['application/json']?.example;
  const examples = (place: 'path' | 'query') => Object.fromEntries((method?.parameters ?? []).filter((one) => one.in === place && one.required).map((one) => [one.name, String(exampleOf(one.schema, api.document))]));
  return { params: { ...examples('path'), ...theirs }, query: examples('query'), ...(body !== undefined && { body }) };
}

const staff = OPERATIONS.filter(({ audience }) => audience.kind === 'staff');

it('knows the table of each parameter', () => {
  const names = new Set(OPERATIONS.flatMap(({ spec }) => Object.keys(spec.params?.shape ?? {})));
  expect([...names].filter((name) => !(name in RECORDS))).toEqual([]);
});

it('has each operation once', () => {
  for (const key of [({ spec }: (typeof OPERATIONS)[number]) => spec.id, ({ spec }: (typeof OPERATIONS)[number]) => `${spec.method} ${spec.path.replace(/\{\w+\}/g, '{}')}`]) {
    const keys = OPERATIONS.map(key);
    expect(keys.filter((one, index) => keys.indexOf(one) !== index)).toEqual([]);
  }
});

describe.each(OPERATIONS.filter(({ audience }) => audience.kind !== 'public').map((operation) => [operation.spec.id, operation] as const))('%s', (id, { spec, audience }) => {
  it('is for those who signed in', async () => {
    expect((await api.call(id, sample(id))).status).toBe(401);
  });

  if (audience.kind !== 'staff') return;
  const { need } = audience;
  const refused = need ? ROLES.filter((role) => !meets((resource, action) => can(role, resource, action), need)) : [];
  if (refused.length > 0) {
    it('is not for every role', async () => {
      for (const role of refused) expect((await api.call(id, { ...sample(id), as: world.people[role].token, version: 1 })).status, role).toBe(403);
    });
  }

  const isRecords = Object.keys(spec.params?.shape ?? {}).some((name) => RECORDS[name]);
  if (isRecords) {
    it('does not find records of another organisation', async () => {
      if (spec.upload) return;
      const { status } = await api.call(id, { ...sample(id), as: world.people.OWNER.token, version: 1 });
      expect(status).toBe(404);
    });
  }

  if (spec.body) {
    it('refuses what it does not know', async () => {
      const { status, body } = await api.call(id, { params: sample(id).params, as: world.people.OWNER.token, version: 1, body: { surelyUnknown: true } });
      expect(status).toBe(422);
      expect(body.errors).not.toEqual([]);
    });
  }
});

it('every operation of a member is tested by name', async () => {
  const { readdir, readFile } = await import('node:fs/promises');
  const files = (await readdir('app/api', { recursive: true })).filter((name) => name.endsWith('.integration.test.ts'));
  const tests = (await Promise.all(files.map((name) => readFile(`app/api/${name}`, 'utf8')))).join('\n');
  expect(staff.map(({ spec }) => spec.id).filter((id) => !tests.includes(`'${id}'`))).toEqual([]);
});
