import { Prisma } from '~/generated/prisma/client';
import type { Viewer } from '~/domain/accounts/reach';
import { readCustomValues } from '~/domain/custom-fields/custom-field';
import { moneyText } from '~/domain/money/money';
import type { OrgDb, OrgTx } from '~/platform/db.server';
import { isWithinScope, type CurrentDeal, type DealActor, type DealRecord, type DealRefusal } from './deal-command';
import { DEAL_FIELDS } from './deal-input';
import { visibleDeals } from './deal-where.server';

type StoredRecord = Omit<DealRecord, 'custom' | 'amount'> & { custom: unknown; amount: Prisma.Decimal | null };

const COLUMNS = Prisma.sql`
  "id", "title", "contactId", "pipelineId", "state"::text AS "state", "stageId", "amount", "currency", "expectedCloseDay"::text AS "expectedCloseDay", "ownerId",
  "createdById", "leadId", "lostReasonId", "lostNote", "notes", "tags", "custom", "stateChangedAt", "stageEnteredAt", "wonAt", "lostAt", "closedAt",
  "lastActivityAt", "version", "createdAt", "updatedAt",
  (SELECT c."name" FROM "Contact" c WHERE c."organizationId" = "Deal"."organizationId" AND c."id" = "Deal"."contactId") AS "contactName"`;

/** The deal, or null where the viewer has none of this id: unknown, deleted, another's. */
export function findDeal(db: OrgDb | OrgTx, viewer: Viewer, dealId: string): Promise<DealRecord | null> {
  return read(db, Prisma.sql`${visibleDeals(viewer)} AND "id" = ${dealId}::uuid`);
}

/** The deal that grew from a request, or null where the viewer sees none. */
export function findDealOfLead(db: OrgDb, viewer: Viewer, leadId: string): Promise<DealRecord | null> {
  return read(db, Prisma.sql`${visibleDeals(viewer)} AND "leadId" = ${leadId}::uuid`);
}

async function read(db: OrgDb | OrgTx, where: Prisma.Sql): Promise<DealRecord | null> {
  const [row] = await db.$queryRaw<StoredRecord[]>`SELECT ${COLUMNS} FROM "Deal" WHERE ${where}`;
  return row ? { ...row, amount: row.amount && moneyText(row.amount), custom: readCustomValues(row.custom) } : null;
}

/**
 * The deal that a command is about, locked against other changes until the transaction ends; or why the person may not
 * change it.
 * @param version the one that the person saw; another one means that somebody was faster. Null: whatever it is now.
 */
export async function lockDeal(tx: OrgTx, actor: DealActor, dealId: string, version: number | null): Promise<{ deal: DealRecord } | { deal: null; refusal: DealRefusal }> {
  const viewer = { ...actor, timeZone: 'UTC' };
  const deal = await read(tx, Prisma.sql`${visibleDeals(viewer)} AND "id" = ${dealId}::uuid FOR NO KEY UPDATE`);
  if (!deal) return { deal: null, refusal: { ok: false, error: 'notFound' } };
  if (!isWithinScope(actor, deal)) return { deal: null, refusal: { ok: false, error: 'forbidden' } };
  if (version !== null && deal.version !== version) return { deal: null, refusal: { ok: false, error: 'stale', current: await nameChanger(tx, deal) } };
  return { deal };
}

/** The deal with the name of who changed it last. */
async function nameChanger(tx: OrgTx, deal: DealRecord): Promise<CurrentDeal> {
  const last = await tx.activity.findFirst({
    where: { dealId: deal.id, kind: 'SYSTEM' },
    orderBy: [{ occurredAt: 'desc' }, { id: 'desc' }],
    select: { author: { select: { user: { select: { name: true } } } } },
  });
  return { ...deal, changedBy: last?.author?.user.name ?? null };
}

/** A deal as the audit log and the list of changed fields compare it: custom values beside the plain ones. */
export function auditFields(deal: Pick<DealRecord, (typeof DEAL_FIELDS)[number] | 'custom'>): Record<string, unknown> {
  const plain = DEAL_FIELDS.map((field) => [field, deal[field]] as const);
  const custom = Object.entries(deal.custom).map(([key, value]) => [`custom.${key}`, value] as const);
  return Object.fromEntries<unknown>([...plain, ...custom]);
}
