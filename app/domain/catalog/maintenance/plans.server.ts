import { writeAudit } from '~/domain/audit/write-audit.server';
import type { Day } from '~/domain/behavior/local-day';
import { columnDay, dayColumn } from '~/domain/periods/day-column';
import { orgDb, type OrgDb, type OrgTx } from '~/platform/db.server';
import type { CatalogActor } from '../item-command';
import { lockItem } from '../item-record.server';
import type { PlanInput } from './maintenance.schema';
import { nextDue, stateOfDue, type Due } from './next-due';

/** Recurring care of a machine and how it stands today. */
export interface MaintenancePlan {
  id: string;
  itemId: string;
  title: string;
  everyDays: number | null;
  everyHours: string | null;
  lastDay: Day | null;
  lastHours: string | null;
  nextDay: Day | null;
  nextHours: string | null;
  due: Due;
}

const columns = {
  id: true, itemId: true, title: true, everyDays: true, everyHours: true, lastDay: true, lastHours: true, nextDay: true, nextHours: true, createdAt: true,
  item: { select: { name: true, code: true, meterHours: true } },
} as const;

/** The live plans of a machine, or of all machines of the organisation, the most urgent first. */
export async function listPlans(db: OrgDb, { itemId, today, limit = 500 }: { itemId?: string; today: Day; limit?: number }): Promise<(MaintenancePlan & { machine: string; code: string })[]> {
  const rows = await db.maintenancePlan.findMany({
    where: { isActive: true, item: { deletedAt: null }, ...(itemId && { itemId }) },
    orderBy: [{ nextDay: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
    take: limit,
    select: columns,
  });
  const plans = rows.map(({ item, createdAt: _made, ...row }) => {
    const plan = { ...row, everyHours: row.everyHours?.toFixed() ?? null, lastHours: row.lastHours?.toFixed() ?? null, nextHours: row.nextHours?.toFixed() ?? null, lastDay: row.lastDay && columnDay(row.lastDay), nextDay: row.nextDay && columnDay(row.nextDay) };
    return { ...plan, machine: item.name, code: item.code, due: stateOfDue(plan, { today, meterHours: item.meterHours?.toFixed() ?? null }) };
  });
  const rank = { overdue: 0, soon: 1, unknown: 2, later: 3 };
  return plans.sort((one, other) => rank[one.due.state] - rank[other.due.state]);
}

/** A new plan for a machine. Null: there is no such machine. */
export async function createPlan({ actor, itemId, input, today }: { actor: CatalogActor; itemId: string; input: PlanInput; today: Day }): Promise<{ id: string } | null> {
  const { organizationId, userId } = actor;
  return orgDb(organizationId).$transaction(async (tx) => {
    const item = await lockItem(tx, organizationId, itemId);
    if (!item) return null;
    const { nextDay, nextHours } = nextDue(input, today);
    const plan = await tx.maintenancePlan.create({
      data: { organizationId, itemId, ...input, lastDay: input.lastDay && dayColumn(input.lastDay), nextDay: nextDay && dayColumn(nextDay), nextHours },
      select: { id: true },
    });
    await writeAudit(tx, { organizationId, actorId: userId, action: 'create', resource: 'catalog', resourceId: itemId, label: item.name, after: { plan: input.title, everyDays: input.everyDays, everyHours: input.everyHours } });
    return plan;
  });
}

/** Ends a plan; what was done by it stays. False: there is no such live plan. */
export async function endPlan({ organizationId, userId }: CatalogActor, { itemId, planId }: { itemId: string; planId: string }): Promise<boolean> {
  return orgDb(organizationId).$transaction(async (tx) => {
    const [plan] = await tx.maintenancePlan.updateManyAndReturn({ where: { id: planId, itemId, isActive: true }, data: { isActive: false, version: { increment: 1 } }, select: { title: true } });
    if (!plan) return false;
    await writeAudit(tx, { organizationId, actorId: userId, action: 'delete', resource: 'catalog', resourceId: itemId, label: plan.title, before: { plan: plan.title } });
    return true;
  });
}

/** Counts a plan's next time from what has been done by it: the latest day, the highest reading. Until then what was said when it was made holds. */
export async function recountPlan(tx: OrgTx, { planId, today }: { planId: string; today: Day }): Promise<void> {
  const plan = await tx.maintenancePlan.findFirst({ where: { id: planId }, select: { everyDays: true, everyHours: true, lastDay: true, lastHours: true } });
  if (!plan) return;
  const done = await tx.maintenanceRecord.aggregate({ where: { planId, doneDay: { not: null } }, _max: { doneDay: true, meterHours: true } });
  const latest = done._max.doneDay ?? plan.lastDay;
  const lastDay = latest && columnDay(latest);
  const lastHours = (done._max.meterHours ?? plan.lastHours)?.toFixed() ?? null;
  const { nextDay, nextHours } = nextDue({ everyDays: plan.everyDays, everyHours: plan.everyHours?.toFixed() ?? null, lastDay, lastHours }, today);
  await tx.maintenancePlan.updateMany({
    where: { id: planId },
    data: { lastDay: lastDay && dayColumn(lastDay), lastHours, nextDay: nextDay && dayColumn(nextDay), nextHours, version: { increment: 1 } },
  });
}
