import { Prisma } from '~/generated/prisma/client';
import { ACCOUNT_MAIL } from '~/domain/accounts/links/account-mail.server';
import { INVITATION_MAIL } from '~/domain/accounts/members/invitations.server';
import { DIGEST_MAIL } from '~/domain/notifications/digest.server';
import { NOTIFICATION_EVENTS } from '~/domain/notifications/events';
import type { OrgDb } from '~/platform/db.server';
import type { Person } from './find-person.server';
import { contactPattern, idPattern } from './person-pattern';

const BATCH = 500;
/**
 * What members get: notices speak of other clients, and an invitation, like a letter about an account, opens it to whoever
 * holds its link. A client's e-mail may be a member's too.
 */
const STAFF_MAILS = [INVITATION_MAIL, DIGEST_MAIL, ...NOTIFICATION_EVENTS];

/** A kind of rows in an export. */
export interface ExportSection {
  /** Its title stands in the namespace `personal-data` under `sections`. */
  name: string;
  rows: (db: OrgDb) => AsyncGenerator<Record<string, unknown>>;
}

interface Source {
  table: Prisma.Sql;
  where: Prisma.Sql;
  /** Columns that are not the person's: secrets, the company's costs, search. */
  without?: readonly string[];
}

/** What the organisation holds of a person, section by section, read in batches. */
export function exportSections(organizationId: string, person: Person): ExportSection[] {
  const { contactIds, leadIds, dealIds, orderIds, taskIds, emails } = person;
  const own = Prisma.sql`r."organizationId" = ${organizationId}::uuid`;
  const among = (column: Prisma.Sql, ids: readonly string[]) => Prisma.sql`${own} AND ${column} = ANY(${[...ids]}::uuid[])`;
  const linked = Prisma.sql`${own} AND (r."contactId" = ANY(${contactIds}::uuid[]) OR r."leadId" = ANY(${leadIds}::uuid[]) OR r."dealId" = ANY(${dealIds}::uuid[]) OR r."orderId" = ANY(${orderIds}::uuid[]))`;
  const about = `${idPattern([...contactIds, ...leadIds, ...dealIds, ...orderIds])}|${contactPattern(person)}`;
  const sources: Record<string, Source> = {
    contacts: { table: Prisma.sql`"Contact"`, where: among(Prisma.sql`r."id"`, contactIds), without: ['searchText'] },
    leads: { table: Prisma.sql`"Lead"`, where: among(Prisma.sql`r."id"`, leadIds), without: ['searchText', 'publicToken', 'submissionKey'] },
    consents: { table: Prisma.sql`"ConsentRecord"`, where: among(Prisma.sql`r."leadId"`, leadIds) },
    views: { table: Prisma.sql`"FormView"`, where: Prisma.sql`${own} AND (r."leadId" = ANY(${leadIds}::uuid[]) OR r."visitorId" IN (SELECT "visitorId" FROM "FormView" WHERE "organizationId" = ${organizationId}::uuid AND "leadId" = ANY(${leadIds}::uuid[])))` },
    deals: { table: Prisma.sql`"Deal"`, where: among(Prisma.sql`r."id"`, dealIds) },
    orders: { table: Prisma.sql`"Order"`, where: among(Prisma.sql`r."id"`, orderIds), without: ['searchText', 'approvedSnapshot', 'completedSnapshot'] },
    orderLines: { table: Prisma.sql`"OrderLine"`, where: among(Prisma.sql`r."orderId"`, orderIds), without: ['fuelLitres', 'fuelCost', 'repairCost', 'repairNote'] },
    orderSteps: { table: Prisma.sql`"OrderStep"`, where: among(Prisma.sql`r."orderId"`, orderIds) },
    payments: { table: Prisma.sql`"Payment"`, where: Prisma.sql`${own} AND (r."orderId" = ANY(${orderIds}::uuid[]) OR r."contactId" = ANY(${contactIds}::uuid[]))`, without: ['submissionKey'] },
    documents: { table: Prisma.sql`"Document"`, where: among(Prisma.sql`r."orderId"`, orderIds) },
    tasks: { table: Prisma.sql`"Task"`, where: among(Prisma.sql`r."id"`, taskIds) },
    activities: { table: Prisma.sql`"Activity"`, where: linked },
    mails: { table: Prisma.sql`"MailMessage"`, where: Prisma.sql`${own} AND lower(r."to") = ANY(${emails}::text[]) AND r."kind" <> ALL(${STAFF_MAILS}::text[]) AND NOT starts_with(r."kind", ${ACCOUNT_MAIL})`, without: ['html'] },
    files: { table: Prisma.sql`"File"`, where: linked, without: ['key', 'thumbnailKey'] },
    audit: { table: Prisma.sql`"AuditLog"`, where: Prisma.sql`${own} AND (r."resourceId" = ANY(${[...contactIds, ...leadIds, ...dealIds, ...orderIds, ...taskIds]}::text[]) OR r."before"::text ~* ${about} OR r."after"::text ~* ${about})` },
  };
  return Object.entries(sources).map(([name, source]) => ({ name, rows: (db) => readRows(db, source) }));
}

async function* readRows(db: OrgDb, { table, where, without = [] }: Source): AsyncGenerator<Record<string, unknown>> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const rows = await db.$queryRaw<{ id: string; row: Record<string, unknown> }[]>`
      SELECT r."id"::text AS "id", to_jsonb(r) - ${['organizationId', ...without]}::text[] AS "row" FROM ${table} r WHERE ${where} AND r."id" > ${after}::uuid ORDER BY r."id" LIMIT ${BATCH}`;
    for (const { row } of rows) yield row;
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return;
    after = last.id;
  }
}

export interface ExportedFile {
  id: string;
  key: string;
  name: string;
}

/** The person's files, those of issued documents among them. */
export function listExportedFiles(db: OrgDb, { contactIds, leadIds, dealIds, orderIds }: Person): Promise<ExportedFile[]> {
  return db.file.findMany({
    where: { OR: [{ contactId: { in: contactIds } }, { leadId: { in: leadIds } }, { dealId: { in: dealIds } }, { orderId: { in: orderIds } }, { documents: { some: { orderId: { in: orderIds } } } }] },
    orderBy: { id: 'asc' },
    select: { id: true, key: true, name: true },
  });
}
