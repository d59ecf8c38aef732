import { z } from 'zod';
import type { NotificationChannel, Role } from '~/generated/prisma/enums';
import { can, type Action, type Resource, type Scope } from '~/domain/accounts/permissions';

/** Where a notification can appear. DIGEST gathers what is unread into one mail a day. */
export const NOTIFICATION_CHANNELS = ['APP', 'EMAIL', 'TELEGRAM', 'PUSH', 'DIGEST'] as const satisfies readonly NotificationChannel[];
export type { NotificationChannel };

export const EVENT_GROUPS = ['leads', 'deals', 'tasks', 'orders', 'money', 'work'] as const;
export type EventGroup = (typeof EVENT_GROUPS)[number];

/** Records whose readers are narrowed further than by role: nobody is told of one that they could not open. */
export type NotifiedResource = 'leads' | 'deals' | 'tasks' | 'orders';

const TEXT_MAX = 1_000;

/** Whatever people have typed: told in short, never refused. */
const text = z.string().transform((typed) => [...typed].slice(0, TEXT_MAX).join(''));
const moment = z.iso.datetime();
const id = z.uuid();
const by = text.nullable();

const order = z.object({
  orderId: id,
  number: text,
  client: text.nullable(),
  address: text.nullable(),
  start: moment.nullable(),
  end: moment.nullable(),
  description: text.nullable(),
  reason: text.nullable(),
  by,
});

const run = z.object({ runId: id, isFailed: z.boolean() });

interface Rule<S extends z.ZodType = z.ZodType> {
  group: EventGroup;
  /** What the text says. Never more than its readers may see. */
  data: S;
  /** What a person must be allowed to be told at all. */
  need: { resource: Resource; action: Action; scope?: Scope };
  /** Without a word of the person. */
  byDefault: readonly NotificationChannel[];
  /** The record it speaks of, which its reader must be able to open. */
  record?: { resource: NotifiedResource; key: string };
  /** Names of sums in `data`: left out for people who see no prices. */
  money?: readonly string[];
  /**
   * Until when it must be known: what would come too late after the quiet hours breaks them. Rule: only what somebody
   * waits for at a given minute, so a hot request whose response clock runs out, and a reminder of a task with a time.
   */
  lateAt?: (data: Readonly<Record<string, unknown>>) => Date | null;
}

const direct = ['APP', 'EMAIL', 'TELEGRAM', 'PUSH'] as const;
const quiet = ['APP', 'TELEGRAM', 'PUSH', 'DIGEST'] as const;
const gathered = ['APP', 'DIGEST'] as const;

const leads = { resource: 'leads', action: 'read' } as const;
const orders = { resource: 'orders', action: 'read' } as const;
const ofLead = { resource: 'leads', key: 'leadId' } as const;
const ofOrder = { resource: 'orders', key: 'orderId' } as const;
const orderStep = { group: 'orders', data: order, need: orders, byDefault: direct, record: ofOrder } as const;
const ofMoney = { resource: 'orders', action: 'read', scope: 'all' } as const;

const lead = z.object({
  leadId: id,
  reference: text,
  name: text,
  service: text,
  priority: z.enum(['high', 'medium', 'low']),
  score: z.number(),
  phone: text.nullable(),
  email: text.nullable(),
  budget: text.nullable(),
  deadline: text.nullable(),
  comments: text.nullable(),
  responseDueAt: moment.nullable(),
});

/** Everything that people are told of. An event that is not here cannot be sent. */
const RULES = {
  'lead.new': {
    group: 'leads', data: lead, need: leads, byDefault: direct, record: ofLead,
    lateAt: ({ priority, responseDueAt }) => (priority === 'high' ? toDate(responseDueAt) : null),
  },
  'lead.assigned': { group: 'leads', data: lead.extend({ by }), need: leads, byDefault: direct, record: ofLead },
  'lead.overdue': { group: 'leads', data: lead, need: leads, byDefault: quiet, record: ofLead },
  'deal.assigned': {
    group: 'deals', data: z.object({ dealId: id, title: text, client: text.nullable(), stage: text, by }),
    need: { resource: 'deals', action: 'read' }, byDefault: quiet, record: { resource: 'deals', key: 'dealId' },
  },
  'deal.won': {
    group: 'deals', data: z.object({ dealId: id, title: text, client: text.nullable(), amount: text.optional(), currency: text, by }),
    need: { resource: 'deals', action: 'read' }, byDefault: gathered, record: { resource: 'deals', key: 'dealId' }, money: ['amount'],
  },
  'task.assigned': {
    group: 'tasks', data: z.object({ taskId: id, title: text, dueAt: moment.nullable(), hasTime: z.boolean(), description: text.nullable(), by }),
    need: { resource: 'tasks', action: 'read' }, byDefault: quiet, record: { resource: 'tasks', key: 'taskId' },
  },
  'task.reminder': {
    group: 'tasks', data: z.object({ taskId: id, title: text, dueAt: moment.nullable(), hasTime: z.boolean(), description: text.nullable(), isLate: z.boolean() }),
    need: { resource: 'tasks', action: 'read' }, byDefault: direct, record: { resource: 'tasks', key: 'taskId' },
    lateAt: ({ dueAt, hasTime }) => (hasTime === true ? toDate(dueAt) : null),
  },
  'order.draft': orderStep,
  'order.created': orderStep,
  'order.approved': orderStep,
  'order.started': orderStep,
  'order.completed': orderStep,
  'order.cancelled': orderStep,
  'order.reopened': orderStep,
  'order.changed': orderStep,
  'order.assigned': orderStep,
  // whoever carries it out no more may not open it any more: the number is all that is told
  'order.unassigned': { group: 'orders', data: z.object({ number: text, start: moment.nullable(), by }), need: orders, byDefault: direct },
  'order.quoteAccepted': {
    group: 'orders', data: z.object({ orderId: id, number: text, quote: text, total: text.optional(), currency: text }),
    need: orders, byDefault: direct, record: ofOrder, money: ['total'],
  },
  'order.overdue': {
    group: 'orders', data: z.object({ orderId: id, number: text, client: text.nullable(), end: moment }),
    need: orders, byDefault: quiet, record: ofOrder,
  },
  'order.unpaid': {
    group: 'money', data: z.object({ orderId: id, number: text, client: text.nullable(), due: text.optional(), currency: text, completedAt: moment.nullable() }),
    need: ofMoney, byDefault: gathered, record: ofOrder, money: ['due'],
  },
  'payment.received': {
    group: 'money', data: z.object({ orderId: id, number: text, client: text.nullable(), amount: text.optional(), currency: text, by }),
    need: ofMoney, byDefault: gathered, record: ofOrder, money: ['amount'],
  },
  'maintenance.due': {
    group: 'work', data: z.object({ machines: z.array(text).max(20), count: z.number().int() }),
    need: { resource: 'catalog', action: 'update' }, byDefault: quiet,
  },
  // many at once: one sentence for all of them
  'records.assigned': {
    group: 'work', data: z.object({ resource: z.enum(['contacts', 'deals', 'tasks', 'leads', 'orders']), count: z.number().int(), by }),
    need: { resource: 'tasks', action: 'read' }, byDefault: direct,
  },
  'import.finished': { group: 'work', data: run.extend({ file: text.nullable() }), need: { resource: 'contacts', action: 'create' }, byDefault: gathered },
  'run.finished': { group: 'work', data: run.extend({ resource: z.enum(['contacts', 'deals', 'tasks', 'leads']), count: z.number().int() }), need: { resource: 'tasks', action: 'update' }, byDefault: gathered },
  'member.joined': { group: 'work', data: z.object({ name: text, role: text }), need: { resource: 'members', action: 'update' }, byDefault: gathered },
  'webhook.dead': { group: 'work', data: z.object({ url: text, event: text }), need: { resource: 'webhooks', action: 'update' }, byDefault: quiet },
  'backup.failed': { group: 'work', data: z.object({ error: text }), need: { resource: 'organization', action: 'update' }, byDefault: direct },
} as const satisfies Record<string, Rule>;

export type NotificationEvent = keyof typeof RULES;
export const NOTIFICATION_EVENTS = Object.keys(RULES) as NotificationEvent[];
export type NotificationData<E extends NotificationEvent> = z.input<(typeof RULES)[E]['data']>;

export function ruleOf(event: NotificationEvent): Rule {
  return RULES[event];
}

/** Whether the text is the name of an event: rows may be older than the register. */
export function isNotificationEvent(event: string): event is NotificationEvent {
  return Object.hasOwn(RULES, event);
}

/** The events that a member of this role can be told of. */
export function eventsFor(role: Role): NotificationEvent[] {
  return NOTIFICATION_EVENTS.filter((event) => mayBeTold(role, event));
}

/** Whether the role may be told of such things. Whether the person may open the very record is asked besides. */
export function mayBeTold(role: Role, event: NotificationEvent): boolean {
  const { resource, action, scope } = ruleOf(event).need;
  const granted = can(role, resource, action);
  return granted !== false && (scope !== 'all' || granted === 'all');
}

/** The data without the sums that this role may not see. Rule: no prices for operators. */
export function hideMoney(role: Role, event: NotificationEvent, data: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const hidden = can(role, 'orders', 'read') === 'all' ? [] : (ruleOf(event).money ?? []);
  return Object.fromEntries(Object.entries(data).filter(([name]) => !hidden.includes(name)));
}

function toDate(value: unknown): Date | null {
  return typeof value === 'string' ? new Date(value) : null;
}
