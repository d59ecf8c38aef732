import type { OrgDb } from '~/platform/db.server';

export interface ReportChoices {
  machines: { id: string; name: string }[];
  services: { id: string; name: string }[];
  /** The chosen client's name. */
  contactName: string | null;
  /** Currencies that orders are written in. */
  currencies: string[];
}

const ITEMS_MAX = 500;

/** What the reports can be narrowed to. */
export async function listReportChoices(db: OrgDb, { organizationId, contactId, itemId }: { organizationId: string; contactId: string | null; itemId: string | null }): Promise<ReportChoices> {
  const [items, contact, currencies] = await Promise.all([
    db.catalogItem.findMany({
      where: { kind: { in: ['EQUIPMENT', 'SERVICE'] }, OR: [{ deletedAt: null }, ...(itemId ? [{ id: itemId }] : [])] },
      select: { id: true, name: true, kind: true },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      take: ITEMS_MAX,
    }),
    contactId ? db.contact.findFirst({ where: { id: contactId }, select: { name: true } }) : null,
    // a handful of values among many rows: each is looked up after the one before
    db.$queryRaw<{ currency: string }[]>`
      WITH RECURSIVE known AS (
        (SELECT min("currency") AS currency FROM "Order" WHERE "organizationId" = ${organizationId}::uuid AND "deletedAt" IS NULL AND "state" = 'COMPLETED')
        UNION ALL
        SELECT (SELECT min("currency") FROM "Order" WHERE "organizationId" = ${organizationId}::uuid AND "deletedAt" IS NULL AND "state" = 'COMPLETED' AND "currency" > known.currency)
        FROM known WHERE known.currency IS NOT NULL)
      SELECT currency AS "currency" FROM known WHERE currency IS NOT NULL`,
  ]);
  const of = (kind: 'EQUIPMENT' | 'SERVICE') => items.filter((item) => item.kind === kind).map(({ id, name }) => ({ id, name }));
  return { machines: of('EQUIPMENT'), services: of('SERVICE'), contactName: contact?.name ?? null, currencies: currencies.map(({ currency }) => currency) };
}
