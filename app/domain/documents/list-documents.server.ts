import type { OrgDb, OrgTx } from '~/platform/db.server';

const documentRow = { id: true, kind: true, number: true, day: true, total: true, currency: true, sentAt: true, sentTo: true, createdAt: true } as const;
const MOST = 100;

/** The documents of an order, the newest first. The first of each kind is the one that counts. */
export async function listDocuments(db: OrgDb, orderId: string) {
  const rows = await db.document.findMany({ where: { orderId }, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], take: MOST, select: documentRow });
  const seen = new Set<string>();
  return rows.map(({ total, ...row }) => {
    const isReplaced = seen.has(row.kind);
    seen.add(row.kind);
    return { ...row, total: total.toFixed(2), isReplaced };
  });
}

export type ListedDocument = Awaited<ReturnType<typeof listDocuments>>[number];

/** One document of an order; null when the order has none of this id. */
export function findDocument(db: OrgDb, orderId: string, documentId: string) {
  return db.document.findFirst({ where: { id: documentId, orderId }, select: documentRow });
}

/** The newest document of a kind; null when none was made. */
export function findLatest(db: OrgDb | OrgTx, orderId: string, kind: 'QUOTE') {
  return db.document.findFirst({ where: { orderId, kind }, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], select: { id: true, number: true, day: true, total: true, currency: true } });
}
