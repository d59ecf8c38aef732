import { writeAudit } from '~/domain/audit/write-audit.server';
import type { Day } from '~/domain/behavior/local-day';
import { columnDay } from '~/domain/periods/day-column';
import { orgDb, type OrgDb, type OrgTx } from '~/platform/db.server';

export interface MoneyRules {
  /** Tax of new catalog items; decimal text. */
  defaultTaxPercent: string;
  /** Off the subtotal of an order that ends late; null: no such rule. */
  lateDiscountPercent: string | null;
  /** So many days after its completion an order that is not paid is brought to mind. */
  unpaidAfterDays: number;
}

export interface MoneySettings extends MoneyRules {
  /** The last closed day, or null. */
  booksClosedThrough: Day | null;
  version: number;
}

/** The organisation's rules of money, with the version that a save must name. */
export async function findMoneySettings(db: OrgDb | OrgTx): Promise<MoneySettings> {
  const { defaultTaxPercent, lateDiscountPercent, unpaidAfterDays, booksClosedThrough, version } = await db.organization.findFirstOrThrow({
    select: { defaultTaxPercent: true, lateDiscountPercent: true, unpaidAfterDays: true, booksClosedThrough: true, version: true },
  });
  return {
    defaultTaxPercent: defaultTaxPercent.toFixed(),
    lateDiscountPercent: lateDiscountPercent?.toFixed() ?? null,
    unpaidAfterDays,
    booksClosedThrough: booksClosedThrough && columnDay(booksClosedThrough),
    version,
  };
}

interface SaveMoneyRules {
  organizationId: string;
  userId: string;
  version: number;
  rules: MoneyRules;
}

/** Saves the rules. They count for what is priced from now on; when somebody saved in between nothing is written and the present ones come back. */
export async function saveMoneyRules({ organizationId, userId, version, rules }: SaveMoneyRules): Promise<{ ok: true } | { ok: false; current: MoneySettings }> {
  return orgDb(organizationId).$transaction(async (tx) => {
    const { defaultTaxPercent, lateDiscountPercent, unpaidAfterDays } = await findMoneySettings(tx);
    const { count } = await tx.organization.updateMany({ where: { version }, data: { ...rules, version: { increment: 1 } } });
    if (count === 0) return { ok: false, current: await findMoneySettings(tx) };
    await writeAudit(tx, {
      organizationId, actorId: userId, action: 'update', resource: 'organization', resourceId: organizationId,
      before: { defaultTaxPercent, lateDiscountPercent, unpaidAfterDays }, after: { ...rules },
    });
    return { ok: true };
  });
}
