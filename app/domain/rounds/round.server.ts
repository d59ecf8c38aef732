import { z } from 'zod';
import { listMemberNames } from '~/domain/accounts/members/members.server';
import type { Action, Resource } from '~/domain/accounts/permissions';
import { dueNews } from '~/domain/catalog/maintenance/due-news';
import { listDuePlans } from '~/domain/catalog/maintenance/due-plans.server';
import { notify } from '~/domain/notifications/notify.server';
import { listOverdueOrders, listUnpaidOrders, type NeglectedOrder } from '~/domain/orders/neglected-orders.server';
import { orgDb, type OrgTx } from '~/platform/db.server';
import { defineJob } from '~/platform/jobs.server';

const BATCH = 200;

/** The morning round of one organisation: what should have been done by now comes to those whose work it is. */
export const roundJob = defineJob({
  name: 'rounds-morning',
  schema: z.object({ organizationId: z.uuid(), day: z.iso.date() }),
  retryLimit: 5,
  retryDelaySeconds: 60,
  handler: ({ organizationId, day }, { signal }) => makeRound({ organizationId, day, now: new Date() }, signal),
});

interface Round {
  organizationId: string;
  /** Of the organisation's time zone. */
  day: string;
  now: Date;
}

/**
 * Tells of overdue orders, unpaid ones and maintenance that is due, each state once: told again by a second try or on the
 * next morning, it is dropped by its key.
 * @returns how many people were told of something
 */
export async function makeRound(round: Round, signal?: AbortSignal): Promise<number> {
  let told = 0;
  for (const tell of [tellOverdue, tellUnpaid, tellMaintenance]) told += await tell(round, signal);
  return told;
}

/** The manager of an order; without one who still works there those who run the organisation. */
async function audience(tx: OrgTx): Promise<(order: Pick<NeglectedOrder, 'managerId'>) => string[]> {
  const [members, chiefs] = [await workersWith(tx, 'orders', 'read'), await workersWith(tx, 'organization', 'update')];
  return ({ managerId }) => (managerId && members.includes(managerId) ? [managerId] : chiefs);
}

async function workersWith(tx: OrgTx, resource: Resource, action: Action): Promise<string[]> {
  return (await listMemberNames(tx, resource, action)).flatMap(({ id, isAssignable }) => (isAssignable ? [id] : []));
}

function tellOverdue({ organizationId, now }: Round, signal?: AbortSignal): Promise<number> {
  return inBatches(organizationId, signal, async (tx, after: NeglectedOrder | null) => {
    const orders = await listOverdueOrders(tx, { organizationId, now, after, limit: BATCH });
    const whose = await audience(tx);
    let told = 0;
    for (const order of orders) {
      const { id: orderId, number, client, at } = order;
      // a new end that passes too is a new state
      told += await notify(tx, { organizationId, event: 'order.overdue', to: whose(order), actorId: null, data: { orderId, number, client, end: at.toISOString() }, path: `/orders/${orderId}`, onceKey: `order.overdue:${orderId}:${at.toISOString()}` });
    }
    return { told, rows: orders };
  });
}

function tellUnpaid({ organizationId, now }: Round, signal?: AbortSignal): Promise<number> {
  return inBatches(organizationId, signal, async (tx, after: NeglectedOrder | null) => {
    const orders = await listUnpaidOrders(tx, { organizationId, now, after, limit: BATCH });
    const whose = await audience(tx);
    let told = 0;
    for (const order of orders) {
      const { id: orderId, number, client, at, due, currency } = order;
      told += await notify(tx, { organizationId, event: 'order.unpaid', to: whose(order), actorId: null, data: { orderId, number, client, due, currency, completedAt: at.toISOString() }, path: `/orders/${orderId}`, onceKey: `order.unpaid:${orderId}:${at.toISOString()}` });
    }
    return { told, rows: orders };
  });
}

function tellMaintenance({ organizationId, day: today }: Round, signal?: AbortSignal): Promise<number> {
  return inBatches(organizationId, signal, async (tx, after: { id: string } | null) => {
    const plans = await listDuePlans(tx, { organizationId, today, after: after?.id ?? null, limit: BATCH });
    const to = plans.length > 0 ? await workersWith(tx, 'catalog', 'update') : [];
    let told = 0;
    for (const { id, itemId, machine, title, nextDay, nextHours, meterHours } of plans) {
      const news = dueNews({ nextDay, nextHours }, { today, meterHours });
      if (!news) continue;
      told += await notify(tx, { organizationId, event: 'maintenance.due', to, actorId: null, data: { machines: [`${machine}: ${title}`], count: 1 }, path: `/catalog/${itemId}`, onceKey: `maintenance.${news}:${id}:${nextDay ?? ''}:${nextHours ?? ''}` });
    }
    return { told, rows: plans };
  });
}

type Step<Row> = (tx: OrgTx, after: Row | null) => Promise<{ told: number; rows: readonly Row[] }>;

/** Stretch by stretch, each in a transaction of its own, until a stretch is not full. */
async function inBatches<Row>(organizationId: string, signal: AbortSignal | undefined, step: Step<Row>): Promise<number> {
  let told = 0;
  for (let after: Row | null = null; !signal?.aborted; ) {
    const from: Row | null = after;
    const done: Awaited<ReturnType<Step<Row>>> = await orgDb(organizationId).$transaction((tx) => step(tx, from), { timeout: 60_000 });
    told += done.told;
    const last = done.rows.at(-1);
    if (last === undefined || done.rows.length < BATCH) break;
    after = last;
  }
  return told;
}
