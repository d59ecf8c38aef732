import { beforeEach, describe, expect, it } from 'vitest';
import { makeContact, makeDeal, makePipeline } from '../../../prisma/deal-factories';
import type { DealOverrides } from '../../../prisma/crm-factories';
import { makeMember, makeOrganization } from '../../../prisma/factories';
import { createContactIn } from '~/domain/contacts/create-contact.server';
import { emptyContact } from '~/domain/contacts/contact-input';
import { db, orgDb } from '~/platform/db.server';
import { createDeal } from './create-deal.server';
import type { DealActor } from './deal-command';
import type { DealInput } from './deal-input';
import { countDealsOf } from './deals-of-contacts.server';
import { countHandOverDeals, handOverDeals } from './hand-over-deals.server';
import { moveDeal, type MoveDeal } from './move-deal.server';
import { deleteDeal, purgeDeal, restoreDeal } from './remove-deal.server';
import { updateDeal } from './update-deal.server';

const NOW = new Date('2026-11-20T12:00:00Z');
const LATER = new Date('2026-11-20T13:00:00Z');

let manager: DealActor;
let sales: DealActor;
let contactId: string;
let pipeline: Awaited<ReturnType<typeof makePipeline>>;

const viewer = (actor: DealActor) => ({ ...actor, timeZone: 'Europe/Moscow' });
const read = (id: string) => db.deal.findUniqueOrThrow({ where: { id } });
const history = (dealId: string) => db.activity.findMany({ where: { dealId }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] });
const steps = (dealId: string) => db.dealStep.findMany({ where: { dealId }, orderBy: [{ enteredAt: 'asc' }, { id: 'asc' }] });
const audited = (resourceId: string) => db.auditLog.findMany({ where: { resourceId, resource: 'deals' }, orderBy: { createdAt: 'asc' } });
const addDeal = (overrides: Partial<DealOverrides> = {}) =>
  makeDeal(db, { organizationId: manager.organizationId, contactId, pipelineId: pipeline.id, createdAt: NOW, stageEnteredAt: NOW, ...overrides });
const inStage = (index = 0) => ({ state: 'IN_PROGRESS' as const, stageId: pipeline.stageIds[index] ?? '' });
const move = (dealId: string, change: Partial<MoveDeal> & Pick<MoveDeal, 'to'>, actor = manager) => moveDeal(actor, { dealId, version: 1, now: LATER, ...change });

beforeEach(async () => {
  const { id: organizationId } = await makeOrganization(db);
  const boss = await makeMember(db, { organizationId, role: 'MANAGER' });
  const seller = await makeMember(db, { organizationId, role: 'SALES' });
  manager = { organizationId, userId: boss.user.id, scope: 'all', reach: 'all' };
  sales = { organizationId, userId: seller.user.id, scope: 'own', reach: 'all' };
  pipeline = await makePipeline(db, organizationId);
  contactId = (await makeContact(db, { organizationId, name: 'ООО «Свая»' })).id;
});

describe('a new deal', () => {
  const input = (change: Partial<DealInput> = {}): DealInput => ({
    title: 'Сваи под дом', contactId, pipelineId: pipeline.id, amount: '150000.50', currency: 'RUB', expectedCloseDay: '2026-12-01', ownerId: sales.userId, notes: null,
    tags: ['срочно'], custom: { area: '12' }, ...change,
  });
  const create = (change: Partial<DealInput> = {}, actor = sales) => createDeal({ actor, contacts: viewer(actor), input: input(change), now: NOW });

  it('stands in NEW, with its first stay, a line of history and an entry in the audit log', async () => {
    const made = await create();
    if (!made.ok) throw new Error(made.error);
    expect(await read(made.id)).toMatchObject({ state: 'NEW', stageId: null, createdById: sales.userId, currency: 'RUB', custom: { area: '12' }, version: 1 });
    expect(await steps(made.id)).toMatchObject([{ state: 'NEW', leftAt: null, byId: sales.userId }]);
    expect(await history(made.id)).toMatchObject([{ event: 'deal.created', contactId, data: { amount: '150000.50', currency: 'RUB' } }]);
    expect(await audited(made.id)).toMatchObject([{ action: 'create', label: 'Сваи под дом' }]);
  });

  it('needs a contact, an owner and a pipeline of the organisation', async () => {
    const other = await makeOrganization(db);
    const foreign = await makeContact(db, { organizationId: other.id });
    const viewerOnly = await makeMember(db, { organizationId: manager.organizationId, role: 'VIEWER' });
    expect(await create({ contactId: foreign.id })).toEqual({ ok: false, error: 'contact' });
    expect(await create({ ownerId: viewerOnly.user.id })).toEqual({ ok: false, error: 'owner' });
    expect(await create({ pipelineId: (await makePipeline(db, other.id)).id })).toEqual({ ok: false, error: 'pipeline' });
    await db.contact.update({ where: { id: contactId }, data: { deletedAt: NOW } });
    expect(await create()).toEqual({ ok: false, error: 'contact' });
  });

  it('is not made for a contact that the person does not see', async () => {
    expect(await createDeal({ actor: sales, contacts: { ...viewer(sales), reach: 'own' }, input: input(), now: NOW })).toEqual({ ok: false, error: 'contact' });
  });
});

describe('moving', () => {
  it('notes who, from, to and when at each step', async () => {
    const { id } = await addDeal({ amount: null });
    expect(await move(id, { to: { stageId: pipeline.stageIds[1] ?? '' } })).toEqual({ ok: true, from: { state: 'NEW', stageId: null }, version: 2 });
    expect(await move(id, { to: { stageId: pipeline.stageIds[2] ?? '' }, version: 2 })).toMatchObject({ ok: true });
    expect(await move(id, { to: { state: 'WON' }, version: 3, amount: '900.00' })).toMatchObject({ ok: true });
    expect(await move(id, { to: { state: 'CLOSED' }, version: 4 })).toMatchObject({ ok: true });
    const deal = await read(id);
    expect(deal).toMatchObject({ state: 'CLOSED', stageId: null, version: 5 });
    expect([deal.wonAt, deal.closedAt, deal.lostAt]).toEqual([LATER, LATER, null]);
    expect((await history(id)).map(({ event, data, authorId, contactId: client }) => [event, data, authorId === manager.userId, client === contactId])).toEqual([
      ['deal.state', { from: 'NEW', to: 'IN_PROGRESS' }, true, true],
      ['deal.stage', { from: 'Предложение', to: 'Переговоры' }, true, true],
      ['deal.amount', { from: null, to: '900.00', currency: 'RUB' }, true, true],
      ['deal.state', { from: 'IN_PROGRESS', to: 'WON', amount: '900.00', currency: 'RUB' }, true, true],
      ['deal.state', { from: 'WON', to: 'CLOSED' }, true, true],
    ]);
    expect((await steps(id)).map(({ state, leftAt }) => [state, leftAt !== null])).toEqual(
      expect.arrayContaining([['NEW', true], ['IN_PROGRESS', true], ['IN_PROGRESS', true], ['WON', true], ['CLOSED', false]]),
    );
    expect(await audited(id)).toHaveLength(4);
  });

  it('lets one of twenty win; one stay is open and the history has one line', async () => {
    const { id } = await addDeal();
    const targets: MoveDeal['to'][] = [{ stageId: pipeline.stageIds[0] ?? '' }, { stageId: pipeline.stageIds[1] ?? '' }, { state: 'LOST' }];
    const results = await Promise.all(Array.from({ length: 20 }, (_, index) => move(id, { to: targets[index % 3] ?? { state: 'LOST' }, lostReasonId: pipeline.reasonIds[0] ?? null })));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    const deal = await read(id);
    for (const result of results) if (!result.ok) expect(result).toMatchObject({ error: 'stale', current: { state: deal.state, stageId: deal.stageId, version: 2 } });
    expect((await steps(id)).filter(({ leftAt }) => leftAt === null)).toHaveLength(1);
    expect(await history(id)).toHaveLength(1);
  });

  it('says who was faster', async () => {
    const { id } = await addDeal();
    const fast = await db.user.update({ where: { id: sales.userId }, data: { name: 'Сергей Волков' } });
    await move(id, { to: { stageId: pipeline.stageIds[0] ?? '' } }, { ...sales, scope: 'all' });
    expect(await move(id, { to: { stageId: pipeline.stageIds[1] ?? '' } })).toMatchObject({ error: 'stale', current: { changedBy: fast.name, ...inStage(0) } });
  });

  it.each<[string, Partial<DealOverrides> | (() => Partial<DealOverrides>), Partial<MoveDeal> & Pick<MoveDeal, 'to'> | (() => Partial<MoveDeal> & Pick<MoveDeal, 'to'>), object]>([
    ['winning from NEW', {}, { to: { state: 'WON' } }, { error: 'notAllowed', allowed: ['IN_PROGRESS', 'LOST'] }],
    ['winning without an amount', () => ({ ...inStage(), amount: null }), { to: { state: 'WON' } }, { error: 'amountRequired' }],
    ['winning with nothing', () => ({ ...inStage(), amount: '0' }), { to: { state: 'WON' } }, { error: 'amountRequired' }],
    ['losing without a reason', {}, { to: { state: 'LOST' } }, { error: 'lostReasonRequired' }],
    ['losing with an unknown reason', {}, { to: { state: 'LOST' }, lostReasonId: '00000000-0000-7000-8000-000000000000' }, { error: 'lostReasonUnknown' }],
    ['an unknown stage', {}, { to: { stageId: '00000000-0000-7000-8000-000000000000' } }, { error: 'stageUnknown' }],
    ['the stage it is in', () => inStage(1), () => ({ to: { stageId: pipeline.stageIds[1] ?? '' } }), { error: 'notAllowed' }],
    ['reopening', { state: 'LOST', lostAt: NOW }, { to: { state: 'NEW' } }, { error: 'notAllowed', allowed: ['CLOSED'] }],
  ])('refuses %s', async (_, deal, change, refusal) => {
    const given = typeof deal === 'function' ? deal() : deal;
    const { id } = await addDeal({ ...given, ...(given.state === 'LOST' && { lostReasonId: pipeline.reasonIds[0] ?? null }) });
    expect(await move(id, typeof change === 'function' ? change() : change)).toMatchObject({ ok: false, ...refusal });
    expect(await history(id)).toEqual([]);
  });

  it('a stage of another pipeline or an archived one is none', async () => {
    const other = await makePipeline(db, (await makeOrganization(db)).id);
    const { id } = await addDeal();
    expect(await move(id, { to: { stageId: other.stageIds[0] ?? '' } })).toEqual({ ok: false, error: 'stageUnknown' });
    await db.dealStage.update({ where: { id: pipeline.stageIds[0] ?? '' }, data: { archivedAt: NOW } });
    expect(await move(id, { to: { stageId: pipeline.stageIds[0] ?? '' } })).toEqual({ ok: false, error: 'stageUnknown' });
    expect(await move(id, { to: { state: 'IN_PROGRESS' } })).toMatchObject({ ok: true });
    expect((await read(id)).stageId).toBe(pipeline.stageIds[1]);
  });
});

describe('whose deals', () => {
  it('a seller changes own ones alone, and finds those within reach alone', async () => {
    const others = await addDeal({ ownerId: manager.userId });
    const own = await addDeal({ ownerId: sales.userId });
    const made = await addDeal({ ownerId: manager.userId, createdById: sales.userId });
    const to = { stageId: pipeline.stageIds[0] ?? '' };
    expect(await move(others.id, { to }, sales)).toEqual({ ok: false, error: 'forbidden' });
    expect(await move(own.id, { to }, sales)).toMatchObject({ ok: true });
    expect(await move(made.id, { to }, sales)).toMatchObject({ ok: true });
    expect(await move(others.id, { to }, { ...sales, reach: 'own' })).toEqual({ ok: false, error: 'notFound' });
    expect(await deleteDeal({ actor: sales, dealId: others.id, version: 1, now: NOW })).toEqual({ ok: false, error: 'forbidden' });
  });

  it('another organisation finds none', async () => {
    const { id } = await addDeal();
    const { id: organizationId } = await makeOrganization(db);
    const stranger = { ...manager, organizationId };
    expect(await move(id, { to: { state: 'LOST' } }, stranger)).toEqual({ ok: false, error: 'notFound' });
    expect(await updateDeal({ actor: stranger, contacts: viewer(stranger), dealId: id, change: { title: 'x' }, version: 1, now: NOW })).toEqual({ ok: false, error: 'notFound' });
    expect(await restoreDeal(stranger, id)).toEqual({ ok: false, error: 'notFound' });
  });

  it('open deals are handed over, ended ones keep their owner', async () => {
    const open = await addDeal({ ownerId: sales.userId });
    const won = await addDeal({ ownerId: sales.userId, state: 'WON', amount: '5.00', wonAt: NOW });
    const { organizationId } = manager;
    expect(await countHandOverDeals(orgDb(organizationId), organizationId, sales.userId)).toBe(1);
    const count = await orgDb(organizationId).$transaction((tx) => handOverDeals(tx, { organizationId, fromId: sales.userId, toId: manager.userId, actorId: manager.userId, now: NOW }));
    expect(count).toBe(1);
    expect([(await read(open.id)).ownerId, (await read(won.id)).ownerId]).toEqual([manager.userId, sales.userId]);
    expect(await history(open.id)).toMatchObject([{ event: 'deal.owner', contactId, data: { from: sales.userId, to: manager.userId } }]);
  });
});

describe('changing facts', () => {
  const update = (dealId: string, change: Partial<DealInput>, version = 1) => updateDeal({ actor: manager, contacts: viewer(manager), dealId, change, version, now: LATER });

  it('notes what changed in words that fit it', async () => {
    const { id } = await addDeal({ amount: '100.00', title: 'Было', custom: { keep: 'x' } });
    const next = await makeContact(db, { organizationId: manager.organizationId, name: 'ИП Новый' });
    const change = { title: 'Стало', amount: '200.00', contactId: next.id, ownerId: sales.userId, custom: { area: '5' } };
    expect(await update(id, change)).toEqual({ ok: true, changed: expect.arrayContaining(['title', 'amount', 'contactId', 'ownerId', 'custom.area']) as string[] });
    expect((await history(id)).map(({ event, data }) => [event, data]).sort()).toEqual([
      ['deal.amount', { from: '100.00', to: '200.00', currency: 'RUB' }],
      ['deal.contact', { from: 'ООО «Свая»', to: 'ИП Новый' }],
      ['deal.owner', { from: null, to: sales.userId }],
      ['deal.updated', { fields: ['title', 'custom.area'] }],
    ]);
    expect(await read(id)).toMatchObject({ version: 2, custom: { keep: 'x', area: '5' } });
    expect(await update(id, change, 2)).toEqual({ ok: true, changed: [] });
  });

  it('of two at once one wins', async () => {
    const { id } = await addDeal();
    const results = await Promise.all([update(id, { title: 'а' }), update(id, { title: 'б' })]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.find(({ ok }) => !ok)).toMatchObject({ error: 'stale', current: { version: 2 } });
  });

  it('keeps a won deal worth something, and a deal at work in its pipeline', async () => {
    const won = await addDeal({ state: 'WON', amount: '5.00', wonAt: NOW });
    expect(await update(won.id, { amount: null })).toEqual({ ok: false, error: 'amountNeeded' });
    const second = await db.pipeline.create({ data: { organizationId: manager.organizationId, name: 'Аренда' } });
    const working = await addDeal(inStage());
    expect(await update(working.id, { pipelineId: second.id })).toEqual({ ok: false, error: 'pipeline' });
    const fresh = await addDeal();
    expect(await update(fresh.id, { pipelineId: second.id })).toMatchObject({ ok: true });
  });
});

describe('trash', () => {
  it('gives a deal back as it was, and lets it go for good', async () => {
    const { id } = await addDeal(inStage(1));
    expect(await deleteDeal({ actor: manager, dealId: id, version: 1, now: NOW })).toEqual({ ok: true });
    expect(await move(id, { to: { state: 'LOST' }, version: 2 })).toEqual({ ok: false, error: 'notFound' });
    expect(await restoreDeal(manager, id)).toEqual({ ok: true });
    expect(await restoreDeal(manager, id)).toEqual({ ok: true });
    expect(await read(id)).toMatchObject({ ...inStage(1), deletedAt: null, version: 3 });
    await deleteDeal({ actor: manager, dealId: id, version: 3, now: NOW });
    const task = await db.task.create({ data: { organizationId: manager.organizationId, title: 'Позвонить', dealId: id } });
    const purge = () => orgDb(manager.organizationId).$transaction((tx) => purgeDeal(tx, { organizationId: manager.organizationId, dealId: id, actorId: manager.userId }));
    expect([await purge(), await purge()]).toEqual([true, false]);
    expect(await db.deal.findUnique({ where: { id } })).toBeNull();
    expect(await db.task.findUniqueOrThrow({ where: { id: task.id } })).toMatchObject({ dealId: null, contactId });
    expect(await db.activity.count({ where: { contactId, event: { startsWith: 'deal.' } } })).toBeGreaterThan(0);
  });

  it('does not bring a deal back to a client in the trash', async () => {
    const { id } = await addDeal({ deletedAt: NOW });
    await db.contact.update({ where: { id: contactId }, data: { deletedAt: NOW } });
    expect(await restoreDeal(manager, id)).toEqual({ ok: false, error: 'contactDeleted' });
  });

  it('does not count for the client', async () => {
    await addDeal();
    await addDeal({ deletedAt: NOW });
    const lonely = await orgDb(manager.organizationId).$transaction((tx) => createContactIn(tx, manager, emptyContact({ name: 'Без сделок' }), NOW));
    expect(await countDealsOf(orgDb(manager.organizationId), [contactId, lonely.id])).toEqual(new Map([[contactId, 1]]));
  });
});
