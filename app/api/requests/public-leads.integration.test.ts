import { beforeAll, describe, expect, it, vi } from 'vitest';
import { createFormToken, signFormToken } from '~/domain/leads/form-token.server';
import { db } from '~/platform/db.server';
import { makeApiWorld, openApi, type ApiWorld, type TestApi } from '../../../test/api';
import { makeLead, makeService } from '../../../prisma/factories';

vi.hoisted(() => {
  process.env.FORM_LIMIT_PER_MINUTE = '12';
});

let api: TestApi;
let world: ApiWorld;
let slug: string;
let serviceId: string;
let number = 0;

beforeAll(async () => {
  [api, world] = await Promise.all([openApi(), makeApiWorld()]);
  slug = world.slug;
  ({ id: serviceId } = await makeService(db, { organizationId: world.organizationId }));
});

function send(changes: object = {}, headers: Record<string, string> = {}) {
  const body = { firstName: 'Анна', lastName: 'Орлова', email: `client${++number}@example.com`, serviceId, privacyConsent: true, ...changes };
  return api.call<{ token: string; page: string }>('publicForm.send', { params: { slug }, body, headers });
}

const leadOf = (publicToken: string) => db.lead.findUniqueOrThrow({ where: { publicToken } });

describe('the public form', () => {
  it('says what it needs', async () => {
    const { body } = await api.call('publicForm.read', { params: { slug } });
    expect(body).toMatchObject({ organization: { slug }, services: expect.arrayContaining([expect.objectContaining({ id: serviceId })]) });
    expect((await api.call('publicForm.read', { params: { slug: 'no-such' } })).status).toBe(404);
  });

  it('takes a lead, scored and in the list', async () => {
    const { status, body, headers } = await send({ phone: '8 (916) 123-45-67', budget: '5 млн', companySize: '500+', comments: 'Срочно', source: { utm_source: 'partner' }, locale: 'en' });
    expect([status, headers.get('Location')]).toEqual([201, `/api/v1/public/requests/${body.token}`]);
    expect(await leadOf(body.token)).toMatchObject({ score: 100, priority: 'high', phone: '+79161234567', quarantineReason: null, source: { utm_source: 'partner' }, locale: 'en' });
  });

  it('keeps what is sent twice once', async () => {
    const first = await send({ email: 'same@example.com' });
    expect((await send({ email: 'same@example.com' })).body.token).toBe(first.body.token);
    expect(await leadOf(first.body.token)).toMatchObject({ duplicateCount: 1 });
  });

  it('sets aside what looks like spam, and does not say so', async () => {
    const token = signFormToken(createFormToken(world.organizationId, null, new Date()));
    for (const [reason, changes] of [['honeypot', { extraNote: 'x' }], ['links', { comments: 'http://a.ru http://b.ru http://c.ru' }], ['too_fast', { token }], ['bad_token', { token: 'forged.token' }]] as const) {
      const { status, body } = await send(changes);
      expect([status, (await leadOf(body.token)).quarantineReason]).toEqual([201, reason]);
    }
  });

  it('refuses what the form refuses', async () => {
    const wrong = await send({ email: 'nobody', phone: 'abc' });
    expect(wrong.body).toMatchObject({ errors: [{ path: '/email', code: 'email' }, { path: '/phone', code: 'phone' }] });
    expect((await send({ privacyConsent: false })).status).toBe(422);
    expect((await send({ serviceId: crypto.randomUUID() })).body).toMatchObject({ errors: [{ path: '/serviceId' }] });
  });

  it('has a limit per address', async () => {
    const answers = [];
    for (let tries = 0; tries < 12; tries++) answers.push(await send());
    const refused = answers.find(({ status }) => status === 429);
    expect(Number(refused?.headers.get('Retry-After'))).toBeGreaterThan(0);
  });
});

describe('the client’s page', () => {
  it('shows how the lead stands, and the consent can be taken back', async () => {
    const token = 'c'.repeat(43);
    const lead = await db.lead.create({ data: { organizationId: world.organizationId, serviceId, reference: 'CLIENT', publicToken: token, submissionKey: token, firstName: 'Анна', lastName: 'Орлова', email: 'a@example.com', privacyConsentAt: new Date(), behaviorConsent: true, score: 20, ruleScore: 20, priority: 'low', scoreParts: {}, scoringVersion: 1, responseDueAt: new Date() } });
    const params = { token };
    expect((await api.call('clientPage.read', { params })).body).toMatchObject({ reference: 'CLIENT', state: 'NEW', behaviorConsent: true, answerDueAt: lead.responseDueAt?.toISOString(), order: null });
    expect((await api.call('clientPage.withdrawConsent', { params })).status).toBe(204);
    await db.lead.update({ where: { id: lead.id }, data: { state: 'SPAM' } });
    expect((await api.call('clientPage.read', { params })).body).toMatchObject({ state: 'NEW', behaviorConsent: false });
    expect((await api.call('clientPage.acceptQuote', { params, body: { quoteId: crypto.randomUUID() } })).status).toBe(404);
    expect((await api.call('clientPage.readQuote', { params })).status).toBe(404);
    expect((await api.call('clientPage.read', { params: { token: 'd'.repeat(43) } })).status).toBe(404);
  });

  it('lets the client accept the quote that stands, once and for all', async () => {
    const token = 'e'.repeat(43);
    const [params, owner] = [{ token }, world.people.OWNER.token];
    const lead = await makeLead(db, { organizationId: world.organizationId, serviceId, publicToken: token });
    const { body: made } = await api.call<{ orderId: string }>('leads.convert', { as: owner, params: { leadId: lead.id }, version: 1, body: { contactId: null, order: true } });
    await db.order.update({ where: { id: made.orderId }, data: { state: 'CREATED', address: 'Тверь', plannedStart: new Date() } });
    const { status, body: quote } = await api.call<{ id: string; number: string }>('documents.issue', { as: owner, params: { orderId: made.orderId }, body: { kind: 'QUOTE' } });
    expect(status).toBe(201);
    expect((await api.call('clientPage.read', { params })).body).toMatchObject({ state: 'CONVERTED', order: { state: 'CREATED', quoteAcceptedAt: null, quote: { id: quote.id, number: quote.number } } });
    expect((await api.call('clientPage.readQuote', { params })).headers.get('Content-Type')).toBe('application/pdf');
    const other = await api.call('clientPage.acceptQuote', { params, body: { quoteId: crypto.randomUUID() } });
    expect([other.status, other.body]).toMatchObject([409, { code: 'replaced' }]);
    for (const _again of [1, 2]) expect((await api.call('clientPage.acceptQuote', { params, body: { quoteId: quote.id } })).status).toBe(204);
    expect((await api.call('clientPage.read', { params })).body).toMatchObject({ order: { quoteAcceptedAt: expect.any(String) } });
  });
});
