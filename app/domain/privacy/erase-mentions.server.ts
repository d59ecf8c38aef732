import { Prisma } from '~/generated/prisma/client';
import { line, type ErasureWork } from './erasure-work.server';
import { contactPattern } from './person-pattern';
import type { ReceiptLine } from './receipt';

interface TextColumns {
  table: Prisma.Sql;
  columns: readonly Prisma.Sql[];
}

/** Free texts of rows that are not the person's, where somebody may have written down the person's number or address. */
const TEXTS: readonly TextColumns[] = [
  { table: Prisma.sql`"Contact"`, columns: [Prisma.sql`"notes"`, Prisma.sql`"contactPerson"`, Prisma.sql`"address"`, Prisma.sql`"source"`] },
  { table: Prisma.sql`"Lead"`, columns: [Prisma.sql`"comments"`, Prisma.sql`"businessInfo"`, Prisma.sql`"convenientTime"`, Prisma.sql`"rejectReason"`, Prisma.sql`"overrideReason"`] },
  { table: Prisma.sql`"Deal"`, columns: [Prisma.sql`"title"`, Prisma.sql`"notes"`, Prisma.sql`"lostNote"`] },
  { table: Prisma.sql`"Task"`, columns: [Prisma.sql`"title"`, Prisma.sql`"description"`] },
  { table: Prisma.sql`"Order"`, columns: [Prisma.sql`"address"`, Prisma.sql`"description"`, Prisma.sql`"completionNote"`, Prisma.sql`"cancelReason"`] },
  { table: Prisma.sql`"Payment"`, columns: [Prisma.sql`"note"`] },
  { table: Prisma.sql`"Expense"`, columns: [Prisma.sql`"note"`] },
  { table: Prisma.sql`"PayrollRow"`, columns: [Prisma.sql`"note"`] },
  { table: Prisma.sql`"MaintenanceRecord"`, columns: [Prisma.sql`"notes"`] },
  { table: Prisma.sql`"CatalogItem"`, columns: [Prisma.sql`"description"`] },
  { table: Prisma.sql`"File"`, columns: [Prisma.sql`"name"`, Prisma.sql`"caption"`] },
];

/** E-mails and phones in other people's records become a dash; names are left alone there, because others are called so too. */
export async function eraseMentions({ tx, organizationId, person, words }: ErasureWork): Promise<ReceiptLine> {
  const pattern = contactPattern(person);
  let anonymised = 0;
  for (const { table, columns } of TEXTS) {
    const sets = columns.map((column) => Prisma.sql`${column} = regexp_replace(${column}, ${pattern}, ${words.text}, 'gi')`);
    const finds = columns.map((column) => Prisma.sql`${column} ~* ${pattern}`);
    anonymised += await tx.$executeRaw`UPDATE ${table} SET ${Prisma.join(sets, ', ')} WHERE "organizationId" = ${organizationId}::uuid AND (${Prisma.join(finds, ' OR ')})`;
  }
  anonymised += await tx.$executeRaw`
    UPDATE "Activity" SET "body" = regexp_replace("body", ${pattern}, ${words.text}, 'gi') WHERE "organizationId" = ${organizationId}::uuid AND "kind" <> 'SYSTEM' AND "body" ~* ${pattern}`;
  return line('mentions', { anonymised });
}
