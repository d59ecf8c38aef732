import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { WEBHOOK_EVENT_TYPES } from './events';
import { eventsOfChange, type NotedChange } from './events-of-change';

const change = (over: Partial<NotedChange>): NotedChange => ({ action: 'update', resource: 'deals', resourceId: 'd1', label: 'Аренда', actorId: 'u1', before: null, after: null, ...over });
const types = (over: Partial<NotedChange>) => eventsOfChange(change(over)).map(({ type }) => type);
const moved = (resource: string, from: string, to: string): Partial<NotedChange> => ({ resource, before: { state: from }, after: { state: to } });

describe('eventsOfChange', () => {
  it.each<[Partial<NotedChange>, string[]]>([
    [{ action: 'create', after: { title: 'Аренда' } }, ['deal.created']],
    [{ before: { amount: '1.00' }, after: { amount: '2.00' } }, ['deal.updated']],
    [{ before: { stageId: 'a' }, after: { stageId: 'b' } }, ['deal.moved']],
    [moved('deals', 'IN_PROGRESS', 'WON'), ['deal.moved', 'deal.won']],
    [moved('deals', 'NEW', 'LOST'), ['deal.moved', 'deal.lost']],
    [moved('leads', 'NEW', 'REJECTED'), ['lead.stateChanged']],
    [{ resource: 'leads', before: { assigneeId: null }, after: { assigneeId: 'u2' } }, ['lead.assigned']],
    [{ resource: 'leads', before: { quarantineReason: 'links' }, after: { quarantineReason: null } }, []],
    [{ resource: 'leads', action: 'convert', after: { dealId: 'd1' } }, ['lead.converted']],
    [moved('tasks', 'TODO', 'DONE'), ['task.done']],
    [moved('tasks', 'DONE', 'TODO'), ['task.reopened']],
    [moved('orders', 'IN_PROGRESS', 'COMPLETED'), ['order.moved', 'order.completed']],
    [moved('orders', 'COMPLETED', 'IN_PROGRESS'), ['order.moved', 'order.reopened']],
    [{ resource: 'payments', action: 'create', after: { amount: '5.00' } }, ['payment.recorded']],
    [{ resource: 'contacts', action: 'merge', before: {}, after: { name: 'x' } }, ['contact.merged']],
    [{ before: { amount: '1.00' }, after: { amount: '1.00' } }, []],
    [{ action: 'purge' }, []],
    [{ action: 'bulk', resourceId: null, after: { count: 3 } }, []],
    [{ action: 'undo', after: { count: 3 } }, []],
    [{ resource: 'organization' }, []],
  ])('%j is %j', (over, expected) => {
    const told = types(over);
    expect(told).toEqual(expected);
    for (const type of told) expect(WEBHOOK_EVENT_TYPES).toContain(type);
  });

  it('tells ids and key facts, where it came from and where it went', () => {
    const [event] = eventsOfChange(change({ ...moved('deals', 'IN_PROGRESS', 'WON'), after: { state: 'WON', amount: '100.00' }, facts: { currency: 'RUB' } }));
    expect(event?.data).toEqual({ id: 'd1', title: 'Аренда', state: 'WON', amount: '100.00', currency: 'RUB', changed: ['amount', 'state'], moved: { state: { from: 'IN_PROGRESS', to: 'WON' } }, actorId: 'u1' });
  });

  it('keeps what people wrote and how to reach them in the house', () => {
    const after = { name: 'Анна', phones: ['+79160000000'], emails: ['a@example.ru'], address: 'Тверская, 1', notes: 'тайна', custom: { inn: '1' } };
    const [event] = eventsOfChange(change({ resource: 'contacts', label: 'Анна', before: { name: 'А' }, after }));
    expect(event?.data).toEqual({ id: 'd1', name: 'Анна', changed: ['address', 'custom', 'emails', 'name', 'notes', 'phones'], actorId: 'u1' });
  });
});

it('every event stands in the description', async () => {
  const text = await readFile('docs/webhooks.md', 'utf8');
  expect(WEBHOOK_EVENT_TYPES.filter((type) => !text.includes(`\`${type}\``))).toEqual([]);
});
