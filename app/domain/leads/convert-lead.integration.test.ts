import { beforeEach, describe, expect, it } from 'vitest';
import { makeContact, makePipeline } from '../../../prisma/deal-factories';
import { makeLead, makeMember, makeOrganization, makeService, type LeadOverrides } from '../../../prisma/factories';
import { emptyContact } from '~/domain/contacts/contact-input';
import { EMPTY_ORDER } from '~/domain/orders/order-input';
import { db } from '~/platform/db.server';
import { convertLead, type ConvertLead } from './convert-lead.server';
import type { LeadActor } from './lead-command';

const NOW = new Date('2026-11-20T12:00:00Z');

let manager: LeadActor;
let sales: LeadActor;
let serviceId: string;
let pipelineId: string;

const addLead = (overrides: Partial<LeadOverrides> = {}) => makeLead(db, { organizationId: manager.organizationId, serviceId, ...overrides });
const convert = (leadId: string, change: Partial<ConvertLead> = {}) =>
  convertLead({
    actor: manager,
    contacts: { ...manager, timeZone: 'UTC' },
    leadId,
    version: 1,
    contact: { input: emptyContact({ name: 'Пётр Иванов', phones: ['+79161234567'] }) },
    deal: { title: 'Сваи: Пётр Иванов', pipelineId, amount: '1500000.00', currency: 'RUB', expectedCloseDay: null, ownerId: manager.userId, notes: null, tags: [], custom: {} },
    now: NOW,
    ...change,
  });

beforeEach(async () => {
  const { id: organizationId } = await makeOrganization(db);
  serviceId = (await makeService(db, { organizationId })).id;
  pipelineId = (await makePipeline(db, organizationId)).id;
  const boss = await makeMember(db, { organizationId, role: 'MANAGER' });
  const seller = await makeMember(db, { organizationId, role: 'SALES' });
  manager = { organizationId, userId: boss.user.id, scope: 'all', reach: 'all' };
  sales = { organizationId, userId: seller.user.id, scope: 'own', reach: 'all' };
});

describe('convertLead', () => {
  it('makes a contact and a deal; files, history and tasks follow', async () => {
    const { organizationId } = manager;
    const lead = await addLead();
    await db.file.create({ data: { organizationId, leadId: lead.id, key: `k-${lead.id}`, name: 'план.pdf', contentType: 'application/pdf', size: 5, sha256: 'a'.repeat(64) } });
    await db.activity.create({ data: { organizationId, leadId: lead.id, kind: 'CALL', authorId: manager.userId, body: 'Дозвонились' } });
    await db.task.create({ data: { organizationId, leadId: lead.id, title: 'Замер' } });
    const done = await convert(lead.id);
    if (!done.ok) throw new Error(done.error);
    const { contactId, dealId } = done;
    expect(await db.lead.findUniqueOrThrow({ where: { id: lead.id } })).toMatchObject({ state: 'CONVERTED', contactId, convertedAt: NOW, respondedAt: NOW, version: 2 });
    expect(await db.deal.findUniqueOrThrow({ where: { id: dealId } })).toMatchObject({ state: 'NEW', leadId: lead.id, contactId, title: 'Сваи: Пётр Иванов' });
    expect(await db.contact.findUniqueOrThrow({ where: { id: contactId } })).toMatchObject({ name: 'Пётр Иванов', phones: ['+79161234567'], createdById: manager.userId });
    expect(await db.file.findFirstOrThrow({ where: { leadId: lead.id } })).toMatchObject({ contactId, dealId });
    expect(await db.task.findFirstOrThrow({ where: { leadId: lead.id } })).toMatchObject({ contactId, dealId });
    const history = await db.activity.findMany({ where: { dealId }, orderBy: { createdAt: 'asc' } });
    expect(history.map(({ event, kind }) => event ?? kind)).toEqual(['CALL', 'deal.created', 'lead.state', 'lead.state', 'lead.converted']);
    expect(history.every((line) => line.contactId === contactId)).toBe(true);
    expect(await db.auditLog.findMany({ where: { resourceId: lead.id } })).toMatchObject([{ action: 'convert' }]);
  });

  it('takes a contact that is there', async () => {
    const contact = await makeContact(db, { organizationId: manager.organizationId });
    const lead = await addLead({ state: 'IN_PROGRESS', respondedAt: new Date('2026-11-19T12:00:00Z') });
    expect(await convert(lead.id, { contact: { id: contact.id } })).toMatchObject({ ok: true, contactId: contact.id, isNewContact: false });
    expect(await db.contact.count({ where: { organizationId: manager.organizationId } })).toBe(1);
    expect((await db.lead.findUniqueOrThrow({ where: { id: lead.id } })).respondedAt).toEqual(new Date('2026-11-19T12:00:00Z'));
  });

  it('makes a draft of the work too, for the same client, deal and request', async () => {
    const lead = await addLead();
    const done = await convert(lead.id, { order: { actor: { role: 'MANAGER', timeZone: 'Europe/Moscow' }, input: { ...EMPTY_ORDER, description: 'Сваи под баню' } } });
    if (!done.ok) throw new Error(done.error);
    const { contactId, dealId, orderId } = done;
    expect(await db.order.findUniqueOrThrow({ where: { id: orderId ?? '' } })).toMatchObject({ state: 'DRAFT', number: '2026-000001', contactId, dealId, leadId: lead.id, description: 'Сваи под баню' });
    expect(await db.activity.findFirst({ where: { orderId } })).toMatchObject({ event: 'order.created', contactId, dealId });
    expect(await convert((await addLead()).id)).toMatchObject({ ok: true, orderId: null });
  });

  it('of ten at once makes one deal and one contact', async () => {
    const lead = await addLead();
    const results = await Promise.all(Array.from({ length: 10 }, () => convert(lead.id)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    for (const result of results) if (!result.ok) expect(result).toMatchObject({ error: 'stale', current: { state: 'CONVERTED' } });
    expect([await db.deal.count({ where: { leadId: lead.id } }), await db.contact.count({ where: { organizationId: manager.organizationId } })]).toEqual([1, 1]);
  });

  it('refuses closed requests, foreign ones and those of others', async () => {
    const rejected = await addLead({ state: 'REJECTED', rejectReason: 'Не наш профиль' });
    expect(await convert(rejected.id)).toMatchObject({ error: 'notAllowed', current: { state: 'REJECTED' } });
    const lead = await addLead();
    expect(await convert(lead.id, { actor: sales })).toEqual({ ok: false, error: 'forbidden' });
    expect(await convert(lead.id, { actor: { ...sales, reach: 'own' } })).toEqual({ ok: false, error: 'notFound' });
    const { id: organizationId } = await makeOrganization(db);
    expect(await convert(lead.id, { actor: { ...manager, organizationId } })).toEqual({ ok: false, error: 'notFound' });
    const foreign = await makeContact(db, { organizationId });
    expect(await convert(lead.id, { contact: { id: foreign.id } })).toEqual({ ok: false, error: 'contact' });
    const own = await addLead({ assigneeId: sales.userId });
    expect(await convert(own.id, { actor: sales })).toMatchObject({ ok: true });
    expect(await db.deal.count({ where: { organizationId: manager.organizationId } })).toBe(1);
  });
});
