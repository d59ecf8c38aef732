/** What programs can be told of, by area, in the order of the choice. A name never changes its meaning; new ones may come. */
export const WEBHOOK_EVENTS = {
  leads: ['lead.created', 'lead.updated', 'lead.stateChanged', 'lead.assigned', 'lead.converted'],
  contacts: ['contact.created', 'contact.updated', 'contact.merged', 'contact.unmerged', 'contact.deleted', 'contact.restored'],
  deals: ['deal.created', 'deal.updated', 'deal.moved', 'deal.won', 'deal.lost', 'deal.deleted', 'deal.restored'],
  tasks: ['task.created', 'task.updated', 'task.done', 'task.reopened', 'task.deleted', 'task.restored'],
  orders: ['order.created', 'order.updated', 'order.moved', 'order.completed', 'order.reopened', 'order.deleted', 'order.restored'],
  payments: ['payment.recorded', 'payment.changed', 'payment.deleted', 'payment.restored'],
} as const;

export type WebhookArea = keyof typeof WEBHOOK_EVENTS;
export const WEBHOOK_AREAS = Object.keys(WEBHOOK_EVENTS) as WebhookArea[];

export type WebhookEventType = (typeof WEBHOOK_EVENTS)[WebhookArea][number];
export const WEBHOOK_EVENT_TYPES: readonly WebhookEventType[] = WEBHOOK_AREAS.flatMap((area) => WEBHOOK_EVENTS[area]);

/** Stands for every event, also for those that come later. */
export const ALL_EVENTS = '*';
/** Sent by hand, to one endpoint, whatever it has chosen. */
export const PING = 'ping';

/** Plain JSON: ids, names and key facts; never phones, addresses or what people wrote. */
export type EventData = Record<string, unknown>;

export interface WebhookEventDraft {
  type: WebhookEventType;
  data: EventData;
}

/** Whether an endpoint that chose these events is told of this one. */
export function wants(chosen: readonly string[], type: string): boolean {
  return chosen.includes(type) || chosen.includes(ALL_EVENTS);
}
