import type { Prisma } from '~/generated/prisma/client';
import { writeAudit } from '~/domain/audit/write-audit.server';
import type { Day } from '~/domain/behavior/local-day';
import { BookingClash } from '~/domain/bookings/booking-clash';
import { blockForMaintenance, freeMaintenance } from '~/domain/bookings/maintenance-blocks.server';
import { answerClosedBooks, type ClosedBooks } from '~/domain/books/books.server';
import { replaceSourcedExpenses } from '~/domain/expenses/sourced-expenses.server';
import { erasePhotos } from '~/domain/files/photos.server';
import { columnDay, dayColumn } from '~/domain/periods/day-column';
import { orgDb, type OrgDb, type OrgTx } from '~/platform/db.server';
import type { CatalogActor } from '../item-command';
import { lockItem, type ItemRecord } from '../item-record.server';
import type { DoneInput } from './maintenance.schema';
import { recountPlan } from './plans.server';

/** Care of a machine: planned while `doneDay` is null. */
export interface MaintenanceRow {
  id: string;
  itemId: string;
  planId: string | null;
  title: string;
  startsAt: Date | null;
  endsAt: Date | null;
  doneDay: Day | null;
  meterHours: string | null;
  cost: string | null;
  notes: string | null;
  version: number;
  machine: string;
}

const columns = {
  id: true, itemId: true, planId: true, title: true, startsAt: true, endsAt: true, doneDay: true, meterHours: true, cost: true, notes: true, version: true,
  item: { select: { name: true } },
} as const;

/** The care of a machine, or (without one) what is planned for all machines: what is planned first, then the newest. */
export async function listMaintenance(db: OrgDb, { itemId, limit }: { itemId?: string; limit: number }): Promise<MaintenanceRow[]> {
  const rows = await db.maintenanceRecord.findMany({
    where: itemId ? { itemId } : { doneDay: null, item: { deletedAt: null } },
    orderBy: [{ doneDay: { sort: 'desc', nulls: 'first' } }, { startsAt: 'asc' }, { id: 'desc' }],
    take: limit,
    select: columns,
  });
  return rows.map(toRow);
}

/** One care of a machine; null where the machine has none of this id. */
export async function findMaintenance(db: OrgDb, itemId: string, recordId: string): Promise<MaintenanceRow | null> {
  const row = await db.maintenanceRecord.findFirst({ where: { id: recordId, itemId }, select: columns });
  return row && toRow(row);
}

function toRow({ item, doneDay, meterHours, cost, ...row }: Prisma.MaintenanceRecordGetPayload<{ select: typeof columns }>): MaintenanceRow {
  return { ...row, doneDay: doneDay && columnDay(doneDay), meterHours: meterHours?.toFixed() ?? null, cost: cost?.toFixed(2) ?? null, machine: item.name };
}

/** How many times of care are planned, all machines together. */
export function countPlanned(db: OrgDb): Promise<number> {
  return db.maintenanceRecord.count({ where: { doneDay: null, item: { deletedAt: null } } });
}

export interface PlanMaintenance {
  actor: CatalogActor;
  itemId: string;
  input: { title: string; planId: string | null; startsAt: Date; endsAt: Date; notes: string | null };
}

export type PlanMaintenanceResult = { ok: true; id: string } | { ok: false; error: 'notFound' | 'plan' | 'taken' };

/** Plans care of a machine and keeps the machine for it. `taken`: an order or another care has the machine then. */
export async function planMaintenance({ actor, itemId, input }: PlanMaintenance): Promise<PlanMaintenanceResult> {
  const { organizationId, userId } = actor;
  try {
    return await orgDb(organizationId).$transaction(async (tx) => {
      const item = await lockItem(tx, organizationId, itemId);
      if (!item) return { ok: false, error: 'notFound' };
      if (input.planId && !(await isPlanOf(tx, itemId, input.planId))) return { ok: false, error: 'plan' };
      const { id } = await tx.maintenanceRecord.create({ data: { organizationId, itemId, ...input, createdById: userId }, select: { id: true } });
      await blockForMaintenance(tx, { organizationId, maintenanceId: id, itemId, startsAt: input.startsAt, endsAt: input.endsAt });
      await note(tx, actor, item, { after: { maintenance: input.title, startsAt: input.startsAt, endsAt: input.endsAt } });
      return { ok: true, id };
    });
  } catch (error) {
    if (error instanceof BookingClash) return { ok: false, error: 'taken' };
    throw error;
  }
}

export interface FinishMaintenance {
  actor: CatalogActor;
  itemId: string;
  input: DoneInput;
  currency: string;
  /** The organisation's local day. */
  today: Day;
  now: Date;
}

export type FinishMaintenanceResult = { ok: true; id: string } | { ok: false; error: 'notFound' | 'plan' | 'stale' | 'taken' } | ClosedBooks;

/**
 * Notes care that was done, planned before or not, or puts right what was noted. The plan's next time is counted anew, the
 * machine's meter goes on with the reading, the cost becomes one expense, and what is left of a booked time is given back.
 */
export async function finishMaintenance({ actor, itemId, input: { recordId, version, ...input }, currency, today, now }: FinishMaintenance): Promise<FinishMaintenanceResult> {
  const { organizationId, userId } = actor;
  return orgDb(organizationId)
    .$transaction<FinishMaintenanceResult>(async (tx) => {
      const item = await lockItem(tx, organizationId, itemId);
      const before = recordId === null ? null : await tx.maintenanceRecord.findFirst({ where: { id: recordId, itemId }, select: columns });
      if (!item || (recordId !== null && !before)) return { ok: false, error: 'notFound' };
      if (before && before.version !== version) return { ok: false, error: 'stale' };
      if (input.planId && !(await isPlanOf(tx, itemId, input.planId))) return { ok: false, error: 'plan' };
      const facts = { ...input, doneDay: dayColumn(input.doneDay) };
      const { id } = before
        ? await tx.maintenanceRecord.update({ where: { organizationId_id: { organizationId, id: before.id } }, data: { ...facts, version: { increment: 1 } }, select: { id: true } })
        : await tx.maintenanceRecord.create({ data: { organizationId, itemId, ...facts, createdById: userId }, select: { id: true } });
      // once it was done, its time is given back: putting the record right later takes nothing again
      if (before?.doneDay === null && before.startsAt && before.endsAt && before.endsAt > now) await giveBackRest(tx, { organizationId, maintenanceId: id, itemId, startsAt: before.startsAt, endsAt: now });
      for (const planId of new Set([before?.planId, input.planId])) if (planId) await recountPlan(tx, { planId, today });
      if (input.meterHours !== null && Number(input.meterHours) > Number(item.meterHours ?? -1)) {
        await tx.catalogItem.updateMany({ where: { id: itemId }, data: { meterHours: input.meterHours, version: { increment: 1 } } });
      }
      const key = `maintenance:${id}`;
      const hasCost = input.cost !== null && Number(input.cost) > 0;
      const rows = hasCost && input.cost ? [{ sourceKey: key, kind: 'REPAIR' as const, amount: input.cost, currency, day: input.doneDay, orderId: null, itemId, maintenanceId: id, note: input.title }] : [];
      await replaceSourcedExpenses(tx, { organizationId, actorId: userId, prefix: key, now }, rows);
      await note(tx, actor, item, { after: { maintenance: input.title, doneDay: input.doneDay, meterHours: input.meterHours, cost: input.cost } });
      return { ok: true, id };
    })
    .catch((error: unknown) => (error instanceof BookingClash ? { ok: false as const, error: 'taken' as const } : answerClosedBooks(error)));
}

/** Takes back care that was only planned, with the time that it kept. Null: there is none of this id that is not done yet. */
export async function cancelMaintenance(actor: CatalogActor, { itemId, recordId }: { itemId: string; recordId: string }): Promise<{ title: string } | null> {
  return orgDb(actor.organizationId).$transaction(async (tx) => {
    const item = await lockItem(tx, actor.organizationId, itemId);
    const record = item && (await tx.maintenanceRecord.findFirst({ where: { id: recordId, itemId, doneDay: null }, select: { title: true } }));
    if (!record) return null;
    await erasePhotos(tx, { maintenanceIds: [recordId] });
    await tx.maintenanceRecord.deleteMany({ where: { id: recordId } });
    await note(tx, actor, item, { before: { maintenance: record.title } });
    return record;
  });
}

async function giveBackRest(tx: OrgTx, block: Parameters<typeof blockForMaintenance>[1]): Promise<void> {
  if (block.startsAt < block.endsAt) await blockForMaintenance(tx, block);
  else await freeMaintenance(tx, block.organizationId, block.maintenanceId);
}

async function isPlanOf(tx: OrgTx, itemId: string, planId: string): Promise<boolean> {
  return (await tx.maintenancePlan.findFirst({ where: { id: planId, itemId }, select: { id: true } })) !== null;
}

function note(tx: OrgTx, { organizationId, userId }: CatalogActor, item: Pick<ItemRecord, 'id' | 'name'>, states: { before?: Record<string, unknown>; after?: Record<string, unknown> }): Promise<void> {
  return writeAudit(tx, { organizationId, actorId: userId, action: 'maintenance', resource: 'catalog', resourceId: item.id, label: item.name, ...states });
}

/** Whether this care is of this machine. */
export async function isMaintenanceOf(db: OrgDb, itemId: string, recordId: string): Promise<boolean> {
  return (await db.maintenanceRecord.findFirst({ where: { id: recordId, itemId }, select: { id: true } })) !== null;
}
