import { beforeAll, describe, expect, it, vi } from 'vitest';
import { makeLead, makeService } from '../../../prisma/factories';
import { makeApiWorld, openApi, type ApiWorld, type TestApi } from '../../../test/api';
import { readOwnData } from '~/domain/privacy/export-own-data.server';
import { runExport } from '~/domain/privacy/export-person.server';
import { db } from '~/platform/db.server';

vi.hoisted(() => {
  process.env.DATA_DIR = `/tmp/teplo-personal-data-api-${process.pid}-${Date.now()}`;
});

let api: TestApi;
let world: ApiWorld;
let owner: string;

beforeAll(async () => {
  api = await openApi();
  world = await makeApiWorld();
  owner = world.people.OWNER.token;
});

const EMAIL = 'api-person@example.com';
async function addPerson() {
  const { organizationId } = world;
  const contact = await db.contact.create({ data: { organizationId, name: 'Пелагея Громозекина', emails: [EMAIL] } });
  const service = await makeService(db, { organizationId });
  const lead = await makeLead(db, { organizationId, serviceId: service.id, email: EMAIL });
  return { contact, lead, key: { contactIds: [contact.id], leadIds: [] } };
}

describe('personal data', () => {
  it('is found, gathered and erased with a receipt', async () => {
    const { contact, lead, key } = await addPerson();
    const found = await api.call<{ items: object[] }>('personalData.search', { as: owner, query: { q: EMAIL } });
    expect(found.body.items).toHaveLength(2);
    expect((await api.call('personalData.search', { as: owner, query: { q: 'nobody' } })).status).toBe(422);
    expect((await api.call('personalData.read', { as: owner, body: key })).body).toMatchObject({ contactIds: [contact.id], leadIds: [lead.id], emails: [EMAIL] });

    const started = await api.call<{ id: string }>('personalData.export', { as: owner, body: key });
    expect(started.status).toBe(202);
    const params = { exportId: started.body.id };
    expect((await api.call('personalData.download', { as: owner, params })).status).toBe(404);
    await runExport({ organizationId: world.organizationId, runId: started.body.id });
    expect((await api.call('personalData.readExport', { as: owner, params })).body).toMatchObject({ state: 'DONE', hasFile: true });
    expect((await api.call<{ items: object[] }>('personalData.exports', { as: owner })).body.items).toHaveLength(1);
    expect((await api.call('personalData.download', { as: owner, params })).status).toBe(200);

    expect((await api.call('personalData.erase', { as: owner, query: { dryRun: 'true' }, body: key })).body).toMatchObject({ lines: expect.arrayContaining([expect.objectContaining({ kind: 'contacts', anonymised: 1 })]) as object });
    expect(await db.erasure.count()).toBe(0);
    const erased = await api.call<{ id: string }>('personalData.erase', { as: owner, body: key });
    expect(erased.body).toMatchObject({ number: 1, cause: 'request' });
    expect((await api.call('personalData.erase', { as: owner, body: key })).status).toBe(409);
    expect((await api.call('personalData.readErasure', { as: owner, params: { erasureId: erased.body.id } })).body).toEqual(erased.body);
    expect((await api.call<{ items: object[] }>('personalData.erasures', { as: owner })).body.items).toHaveLength(1);
    // the archive went with the person
    expect((await api.call('personalData.download', { as: owner, params })).status).toBe(404);
    expect((await api.call('personalData.erase', { as: owner, body: { contactIds: [], leadIds: [] } })).status).toBe(404);
  });

  it('is for owners and administrators', async () => {
    const { key } = await addPerson();
    expect((await api.call('personalData.read', { as: world.people.ADMIN.token, body: key })).status).toBe(200);
    for (const role of ['MANAGER', 'SALES', 'OPERATOR', 'VIEWER'] as const) {
      expect([role, (await api.call('personalData.erase', { as: world.people[role].token, body: key })).status]).toEqual([role, 403]);
      expect([role, (await api.call('personalData.export', { as: world.people[role].token, body: key })).status]).toEqual([role, 403]);
    }
  });

  it('of oneself comes as a file without secrets', async () => {
    const mine = await api.call('auth.myData', { as: world.people.SALES.token });
    expect(mine.status).toBe(200);
    const user = await db.user.findUniqueOrThrow({ where: { id: world.people.SALES.id } });
    const text = JSON.stringify(await readOwnData(user.id));
    expect([text.includes(user.email), text.includes('passwordHash'), text.includes('tokenHash')]).toEqual([true, false, false]);
  });
});

describe('settings of privacy', () => {
  it('hold periods within their bounds', async () => {
    const list = await api.call<{ items: object[] }>('privacy.retention', { as: owner });
    expect(list.body.items).toContainEqual(expect.objectContaining({ kind: 'trash', days: 30, byDefault: 30 }));
    const set = (body: object, kind = 'trash') => api.call('privacy.setRetention', { as: owner, params: { retentionKind: kind }, body });
    expect((await set({ days: 60, seen: 30 })).status).toBe(204);
    expect((await set({ days: 90, seen: 30 })).status).toBe(412);
    expect((await set({ days: null, seen: 60 })).status).toBe(422);
    expect((await set({ days: 365, seen: null }, 'leads')).status).toBe(204);
    expect((await api.call('privacy.setRetention', { as: world.people.MANAGER.token, params: { retentionKind: 'trash' }, body: { days: 1, seen: 60 } })).status).toBe(403);
  });

  it('publish texts as new versions', async () => {
    const publish = (body: object) => api.call('privacy.publishConsentText', { as: owner, body });
    expect((await publish({ kind: 'PRIVACY', seen: 1, text: 'Новый текст' })).body).toEqual({ version: 2 });
    expect((await publish({ kind: 'PRIVACY', seen: 1, text: 'Другой' })).status).toBe(412);
    expect((await publish({ kind: 'PRIVACY', seen: 2, text: 'Новый текст' })).status).toBe(409);
    expect((await api.call<{ items: object[] }>('privacy.consentTexts', { as: owner })).body.items).toContainEqual(expect.objectContaining({ kind: 'PRIVACY', version: 2, text: 'Новый текст' }));
    expect(await db.organization.findUnique({ where: { id: world.organizationId }, select: { privacyText: true } })).toEqual({ privacyText: 'Новый текст' });
  });
});
