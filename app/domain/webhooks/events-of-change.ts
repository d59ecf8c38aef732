import type { EventData, WebhookArea, WebhookEventDraft, WebhookEventType } from './events';

/** A change as the commands note it in the audit log. */
export interface NotedChange {
  action: string;
  resource: string;
  resourceId: string | null;
  /** The record's name or number. */
  label: string | null;
  actorId: string | null;
  before: Readonly<Record<string, unknown>> | null;
  after: Readonly<Record<string, unknown>> | null;
  /** What programs are told besides. */
  facts?: Readonly<Record<string, unknown>>;
}

/** How each area calls the name of its records, and what of them programs are told; all else stays in the house. */
const TOLD: Record<WebhookArea, { label: string; facts: readonly string[] }> = {
  leads: { label: 'name', facts: ['state', 'assigneeId', 'score', 'contactId', 'dealId'] },
  contacts: { label: 'name', facts: ['kind', 'ownerId', 'mergedContactId'] },
  deals: { label: 'title', facts: ['state', 'stageId', 'pipelineId', 'amount', 'currency', 'contactId', 'leadId', 'ownerId', 'lostReasonId', 'expectedCloseDay'] },
  tasks: { label: 'title', facts: ['state', 'priority', 'dueAt', 'assigneeId', 'contactId', 'dealId', 'leadId', 'orderId'] },
  orders: { label: 'number', facts: ['state', 'total', 'currency', 'contactId', 'dealId', 'leadId', 'managerId', 'plannedStart', 'plannedEnd', 'actualStart', 'actualEnd'] },
  payments: { label: 'orderNumber', facts: ['orderId', 'contactId', 'kind', 'method', 'amount', 'currency', 'day'] },
};

const SIMPLE: Partial<Record<string, string>> = { create: 'created', delete: 'deleted', restore: 'restored', merge: 'merged', unmerge: 'unmerged', convert: 'converted' };
const PREFIX: Record<WebhookArea, string> = { leads: 'lead', contacts: 'contact', deals: 'deal', tasks: 'task', orders: 'order', payments: 'payment' };

/**
 * The events that one change of one record is, in the order in which they are told. None for what programs are not told
 * of: settings, erasing from the trash, commands over many records (those tell of each record by themselves).
 */
export function eventsOfChange(change: NotedChange): WebhookEventDraft[] {
  const { resource, resourceId } = change;
  if (!isArea(resource) || resourceId === null) return [];
  const changed = change.before && change.after ? changedNames(change.before, change.after) : null;
  const data = dataOf(resource, resourceId, change, changed);
  return typesOf(resource, change, changed).map((type) => ({ type, data }));
}

function isArea(resource: string): resource is WebhookArea {
  return Object.hasOwn(TOLD, resource);
}

function typesOf(area: WebhookArea, { action, before, after }: NotedChange, changed: readonly string[] | null): WebhookEventType[] {
  // a request is told of when staff are: `announceNewLead`
  if (area === 'leads' && action === 'create') return [];
  if (area === 'payments') return paymentTypes(action);
  const simple = SIMPLE[action];
  if (simple) return [`${PREFIX[area]}.${simple}` as WebhookEventType];
  // out of the quarantine a request comes as a new one
  if (action !== 'update' || !changed || changed.length === 0 || changed.every((name) => name === 'quarantineReason')) return [];
  const [from, to] = [before?.state, after?.state];
  const isMoved = changed.includes('state');
  switch (area) {
    case 'leads':
      return isMoved ? ['lead.stateChanged'] : changed.includes('assigneeId') ? ['lead.assigned'] : ['lead.updated'];
    case 'deals':
      if (!isMoved) return changed.includes('stageId') ? ['deal.moved'] : ['deal.updated'];
      return to === 'WON' ? ['deal.moved', 'deal.won'] : to === 'LOST' ? ['deal.moved', 'deal.lost'] : ['deal.moved'];
    case 'tasks':
      return isMoved && to === 'DONE' ? ['task.done'] : isMoved && from === 'DONE' ? ['task.reopened'] : ['task.updated'];
    case 'orders':
      if (!isMoved) return ['order.updated'];
      return to === 'COMPLETED' ? ['order.moved', 'order.completed'] : from === 'COMPLETED' ? ['order.moved', 'order.reopened'] : ['order.moved'];
    case 'contacts':
      return ['contact.updated'];
  }
}

function paymentTypes(action: string): WebhookEventType[] {
  switch (action) {
    case 'create':
      return ['payment.recorded'];
    case 'update':
      return ['payment.changed'];
    case 'delete':
      return ['payment.deleted'];
    case 'restore':
      return ['payment.restored'];
    default:
      return [];
  }
}

function dataOf(area: WebhookArea, id: string, { action, label, actorId, before, after, facts }: NotedChange, changed: readonly string[] | null): EventData {
  const known = { ...(after ?? before), ...facts };
  const told = TOLD[area].facts.flatMap((name) => (known[name] === undefined ? [] : [[name, plain(known[name])] as const]));
  const moves = (['state', 'stageId'] as const).flatMap((name) => (changed?.includes(name) ? [[name, { from: plain(before?.[name]), to: plain(after?.[name]) }] as const] : []));
  return {
    id,
    // the log names a conversion after the deal that it made
    ...(label !== null && { [area === 'leads' && action === 'convert' ? 'dealTitle' : TOLD[area].label]: label }),
    ...Object.fromEntries(told),
    ...(changed && { changed }),
    ...(moves.length > 0 && { moved: Object.fromEntries(moves) }),
    actorId,
  };
}

function changedNames(before: Readonly<Record<string, unknown>>, after: Readonly<Record<string, unknown>>): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.filter((name) => JSON.stringify(before[name] ?? null) !== JSON.stringify(after[name] ?? null)).sort();
}

function plain(value: unknown): unknown {
  return value === undefined ? null : (JSON.parse(JSON.stringify(value)) as unknown);
}
