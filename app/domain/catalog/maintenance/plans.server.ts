import { Prisma } from '~/generated/prisma/client';
import { writeAudit } from '~/domain/audit/write-audit.server';
import { addDays, type Day } from '~/domain/behavior/local-day';
import { columnDay, dayColumn } from '~/domain/periods/day-column';
import { orgDb, type OrgDb, type OrgTx } from '~/platform/db.server';
import type { CatalogActor } from '../item-command';
import { lockItem } from '../item-record.server';
import type { PlanInput } from './maintenance.schema';
import { nextDue, SOON_DAYS, SOON_HOURS, stateOfDue, type Due } from './next-due';

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

const LIVE_PLANS = Prisma.sql`"MaintenancePlan" p JOIN "CatalogItem" i ON i."organizationId" = p."organizationId" AND i."id" = p."itemId"`;
const liveIn = (organizationId: string, itemId?: string) => Prisma.sql`
  p."organizationId" = ${organizationId}::uuid AND p."isActive" AND i."deletedAt" IS NULL ${itemId ? Prisma.sql`AND p."itemId" = ${itemId}::uuid` : Prisma.empty}`;
/** The same as stateOfDue says. */
const isOverdue = (today: Day) => Prisma.sql`coalesce(p."nextDay" < ${today}::date, FALSE) OR coalesce(p."nextHours" <= i."meterHours", FALSE)`;
const isSoon = (today: Day) => Prisma.sql`coalesce(p."nextDay" <= ${addDays(today, SOON_DAYS)}::date, FALSE) OR coalesce(p."nextHours" - i."meterHours" <= ${SOON_HOURS}, FALSE)`;

/** How many live plans are overdue and how many are due soon, all machines together. */
export async function countPlans(db: OrgDb, { organizationId, today }: { organizationId: string; today: Day }): Promise<{ overdue: number; soon: number }> {
  const [counts] = await db.$queryRaw<{ overdue: number; soon: number }[]>`
    SELECT count(*) FILTER (WHERE ${isOverdue(today)})::int AS "overdue", count(*) FILTER (WHERE NOT (${isOverdue(today)}) AND (${isSoon(today)}))::int AS "soon"
    FROM ${LIVE_PLANS} WHERE ${liveIn(organizationId)}`;
  return counts ?? { overdue: 0, soon: 0 };
}

/** The live plans of a machine, or of all machines of the organisation, the most urgent first. */
export async function listPlans(db: OrgDb, { organizationId, itemId, today, limit = 500 }: { organizationId: string; itemId?: string; today: Day; limit?: number }): Promise<(MaintenancePlan & { machine: string; code: string })[]> {
  const ids = await db.$queryRaw<{ id: string }[]>`
    SELECT p."id" FROM ${LIVE_PLANS} WHERE ${liveIn(organizationId, itemId)}
    ORDER BY CASE WHEN ${isOverdue(today)} THEN 0 WHEN ${isSoon(today)} THEN 1 ELSE 2 END, p."nextDay" NULLS LAST, p."id" LIMIT ${limit}`;
  const rows = await db.maintenancePlan.findMany({
    where: { id: { in: ids.map(({ id }) => id) } },
    orderBy: [{ nextDay: { sort: 'asc', nulls: 'last' } }, { id: 'asc' }],
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

/**
 * Counts a plan's next time from what has been done by it: the latest day, the highest reading. What was said when it was
 * made stays as it is: it holds again when the last record by this plan is put right.
 */
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
    data: { nextDay: nextDay && dayColumn(nextDay), nextHours, version: { increment: 1 } },
  });
}
