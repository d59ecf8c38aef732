import { beforeEach, describe, expect, it } from 'vitest';
import { contactData } from '../../../prisma/crm-factories';
import { makeMember, makeOrganization } from '../../../prisma/factories';
import { makeItem, makeOrder } from '../../../prisma/order-factories';
import type { Viewer } from '~/domain/accounts/reach';
import { db, orgDb } from '~/platform/db.server';
import { EMPTY_CALENDAR_FILTER, type CalendarFilter } from './calendar-filter';
import { listCalendarBars, listCalendarRows, PAGE_ROWS } from './list-calendar.server';

const FROM = new Date('2026-11-22T21:00:00Z');
const TO = new Date('2026-11-29T21:00:00Z');

let organizationId: string;
let operatorId: string;
let sellerId: string;

beforeEach(async () => {
  organizationId = (await makeOrganization(db)).id;
  operatorId = (await makeMember(db, { organizationId, role: 'OPERATOR', user: { name: 'Олег Ершов' } })).user.id;
  sellerId = (await makeMember(db, { organizationId, role: 'SALES' })).user.id;
});

const rowsOf = async (filter: Partial<CalendarFilter> = {}) => {
  const { rows, hasMore } = await listCalendarRows(orgDb(organizationId), { organizationId, from: FROM, to: TO, filter: { ...EMPTY_CALENDAR_FILTER, ...filter } });
  return { names: rows.map(({ name }) => name), rows, hasMore };
};

const barsOf = async (contacts: Viewer | null) => {
  const { rows } = await rowsOf();
  return listCalendarBars(orgDb(organizationId), { organizationId, from: FROM, to: TO, rows, contacts });
};

async function book(itemId: string, ownerId: string | null, plannedStart = new Date('2026-11-24T06:00:00Z')) {
  const contact = await db.contact.create({ data: { ...contactData({ organizationId, ownerId, createdById: ownerId }), name: 'ООО «Клиент»' } });
  return makeOrder(db, { organizationId, contactId: contact.id, state: 'APPROVED', createdAt: FROM, plannedStart, plannedEnd: new Date(plannedStart.getTime() + 9 * 3_600_000), lines: [{ itemId }], operators: [{ userId: operatorId }] });
}

describe('the rows of the calendar', () => {
  it('are machines, attachments and operators, by kind, category with its branches and person', async () => {
    const root = await db.catalogCategory.create({ data: { organizationId, name: 'Техника' } });
    const branch = await db.catalogCategory.create({ data: { organizationId, name: 'Краны', parentId: root.id } });
    await makeItem(db, { organizationId, name: 'Кран', categoryId: branch.id });
    await makeItem(db, { organizationId, name: 'Бульдозер' });
    await makeItem(db, { organizationId, name: 'Ковш', kind: 'ATTACHMENT' });
    await makeItem(db, { organizationId, name: 'Услуга', kind: 'SERVICE' });
    await makeItem(db, { organizationId, name: 'Списанный', status: 'RETIRED' });
    await makeItem(db, { organizationId, name: 'Удалённый', deletedAt: FROM });
    await makeItem(db, { organizationId: (await makeOrganization(db)).id, name: 'Чужой' });
    expect((await rowsOf()).names).toEqual(['Бульдозер', 'Кран', 'Ковш', 'Олег Ершов']);
    expect((await rowsOf({ rows: 'machines' })).names).toEqual(['Бульдозер', 'Кран']);
    expect((await rowsOf({ rows: 'attachments' })).names).toEqual(['Ковш']);
    expect((await rowsOf({ rows: 'people' })).names).toEqual(['Олег Ершов']);
    expect((await rowsOf({ personId: operatorId })).names).toEqual(['Олег Ершов']);
    expect((await rowsOf({ categoryId: root.id })).names).toEqual(['Кран']);
  });

  it('come by the hundred', async () => {
    await db.catalogItem.createMany({ data: Array.from({ length: PAGE_ROWS + 5 }, (_, at) => ({ organizationId, kind: 'EQUIPMENT' as const, name: `Машина ${String(at).padStart(3, '0')}` })) });
    const first = await rowsOf();
    expect([first.rows.length, first.hasMore]).toEqual([PAGE_ROWS, true]);
    const second = await rowsOf({ after: first.rows.at(-1)?.id ?? null });
    expect(second.names).toEqual(['Машина 100', 'Машина 101', 'Машина 102', 'Машина 103', 'Машина 104', 'Олег Ершов']);
    expect(second.hasMore).toBe(false);
  });

  it('without what is taken, when only the free ones are asked for; who left stays where the work was', async () => {
    const { id } = await makeItem(db, { organizationId, name: 'Занятый' });
    await makeItem(db, { organizationId, name: 'Свободный' });
    await makeItem(db, { organizationId, name: 'Сломанный', status: 'BROKEN' });
    await book(id, null);
    expect((await rowsOf({ isFreeOnly: true })).names).toEqual(['Свободный']);
    await db.membership.updateMany({ where: { organizationId, userId: operatorId }, data: { removedAt: FROM } });
    await db.catalogItem.updateMany({ where: { id }, data: { status: 'RETIRED' } });
    expect((await rowsOf()).names).toEqual(['Занятый', 'Свободный', 'Сломанный', 'Олег Ершов']);
  });
});

describe('the bars of the calendar', () => {
  it('show clients only to whom they are shown elsewhere', async () => {
    const { id } = await makeItem(db, { organizationId });
    const order = await book(id, sellerId);
    const viewer = (userId: string, reach: Viewer['reach']): Viewer => ({ organizationId, timeZone: 'Europe/Moscow', userId, reach });
    const clients = async (contacts: Viewer | null) => (await barsOf(contacts)).map(({ client, number }) => [client, number]);
    const [seen, hidden] = [['ООО «Клиент»', order.number], [null, order.number]];
    expect(await clients(viewer(operatorId, 'all'))).toEqual([seen, seen]);
    expect(await clients(viewer(sellerId, 'own'))).toEqual([seen, seen]);
    expect(await clients(viewer(operatorId, 'own'))).toEqual([hidden, hidden]);
    expect(await clients(null)).toEqual([hidden, hidden]);
  });

  it('are those of the shown time, half-open', async () => {
    const { id } = await makeItem(db, { organizationId });
    await book(id, null, new Date(TO));
    expect(await barsOf(null)).toEqual([]);
    await book(id, null, new Date(FROM.getTime() - 9 * 3_600_000));
    expect(await barsOf(null)).toEqual([]);
    await book(id, null, new Date(FROM.getTime() - 1 + 60_000));
    expect(await barsOf(null)).toHaveLength(2);
  });
});
