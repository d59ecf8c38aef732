import { Prisma } from '~/generated/prisma/client';
import { forgetViewsOfLeads } from '~/domain/behavior/consent.server';
import { line, type ErasureWork } from './erasure-work.server';
import { contactPattern, idPattern, personPattern } from './person-pattern';
import type { ReceiptLine } from './receipt';

/** Bytes that go when the transaction has committed. */
export interface DoomedFiles {
  keys: string[];
  bytes: number;
}

/** Everything about the person that stands outside the person's own records. */
export async function eraseTraces(work: ErasureWork, doomed: DoomedFiles): Promise<ReceiptLine[]> {
  const { views } = await forgetViewsOfLeads(work.tx, work.organizationId, work.person.leadIds);
  return [
    line('views', { deleted: views }),
    await eraseFiles(work, doomed),
    await eraseMails(work),
    ...(await eraseMessages(work)),
    ...(await eraseImports(work, doomed)),
    ...(await eraseRuns(work, doomed)),
    // requests whose period is over are older than any of these
    line('answers', { deleted: work.sparesShared ? 0 : await eraseAnswers(work) }),
    line('audit', { anonymised: await redactAudit(work) }),
  ];
}

const allIds = ({ contactIds, leadIds, dealIds, orderIds, taskIds }: ErasureWork['person']) => [...contactIds, ...leadIds, ...dealIds, ...orderIds, ...taskIds];
/** Finds a text about the person: by an id, an e-mail or a phone. */
const aboutPattern = ({ person }: ErasureWork) => `${idPattern(allIds(person))}|${contactPattern(person)}`;

interface FileRow {
  key: string;
  thumbnailKey: string | null;
  size: number;
}

function doom(doomed: DoomedFiles, rows: readonly FileRow[]): void {
  for (const { key, thumbnailKey, size } of rows) {
    doomed.keys.push(key, ...(thumbnailKey ? [thumbnailKey] : []));
    doomed.bytes += size;
  }
}

/** The files of issued documents stay with their documents. */
async function eraseFiles({ tx, organizationId, person }: ErasureWork, doomed: DoomedFiles): Promise<ReceiptLine> {
  const { contactIds, leadIds, dealIds, orderIds } = person;
  const theirs = Prisma.sql`"organizationId" = ${organizationId}::uuid AND ("contactId" = ANY(${contactIds}::uuid[]) OR "leadId" = ANY(${leadIds}::uuid[])
    OR "dealId" = ANY(${dealIds}::uuid[]) OR "orderId" = ANY(${orderIds}::uuid[]))`;
  const issued = Prisma.sql`EXISTS (SELECT 1 FROM "Document" d WHERE d."organizationId" = f."organizationId" AND d."fileId" = f."id")`;
  const gone = await tx.$queryRaw<FileRow[]>`DELETE FROM "File" f WHERE ${theirs} AND NOT ${issued} RETURNING "key", "thumbnailKey", "size"`;
  doom(doomed, gone);
  const [kept] = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS "count" FROM "File" f JOIN "Document" d ON d."organizationId" = f."organizationId" AND d."fileId" = f."id"
    WHERE d."organizationId" = ${organizationId}::uuid AND d."orderId" = ANY(${orderIds}::uuid[])`;
  return line('files', { deleted: gone.length, kept: kept?.count ?? 0 }, 'accounting');
}

/** Mails to the person go; of mails to staff that speak of the person the text. */
async function eraseMails(work: ErasureWork): Promise<ReceiptLine> {
  const { tx, organizationId, person, words } = work;
  const deleted = await tx.$executeRaw`DELETE FROM "MailMessage" WHERE "organizationId" = ${organizationId}::uuid AND lower("to") = ANY(${person.emails}::text[])`;
  const anonymised = await tx.$executeRaw`
    UPDATE "MailMessage" SET "subject" = ${words.text}, "text" = ${words.text}, "html" = NULL, "attachments" = NULL
    WHERE "organizationId" = ${organizationId}::uuid AND ("text" ~* ${aboutPattern(work)} OR "html" ~* ${aboutPattern(work)} OR "subject" ~* ${contactPattern(person)})`;
  return line('mails', { deleted, anonymised });
}

async function eraseMessages(work: ErasureWork): Promise<ReceiptLine[]> {
  const { tx, organizationId, person } = work;
  const about = aboutPattern(work);
  const notifications = await tx.$executeRaw`DELETE FROM "Notification" WHERE "organizationId" = ${organizationId}::uuid AND ("path" ~* ${about} OR "data"::text ~* ${about})`;
  const webhooks = await tx.$executeRaw`DELETE FROM "WebhookEvent" WHERE "organizationId" = ${organizationId}::uuid AND "data"::text ~* ${about}`;
  const views = await tx.$executeRaw`
    UPDATE "SavedView" SET "query" = '', "version" = "version" + 1 WHERE "organizationId" = ${organizationId}::uuid AND ("query" ~* ${contactPattern(person)} OR "query" ~* ${idPattern(person.contactIds)})`;
  return [line('notifications', { deleted: notifications }), line('webhooks', { deleted: webhooks }), line('savedViews', { anonymised: views })];
}

/** Merges can no longer be taken back; of imports that brought the person the file and its samples go. */
async function eraseImports({ tx, organizationId, person }: ErasureWork, doomed: DoomedFiles): Promise<ReceiptLine[]> {
  const { contactIds } = person;
  const merges = await tx.$executeRaw`
    DELETE FROM "ContactMerge" WHERE "organizationId" = ${organizationId}::uuid AND ("winnerId" = ANY(${contactIds}::uuid[]) OR "loserId" = ANY(${contactIds}::uuid[]))`;
  const imports = await tx.$queryRaw<{ fileKey: string; size: number }[]>`
    UPDATE "ContactImport" i SET "fileName" = '—', "version" = "version" + 1,
      "columns" = (SELECT COALESCE(jsonb_agg(jsonb_build_object('label', c -> 'label', 'samples', '[]'::jsonb)), '[]') FROM jsonb_array_elements(i."columns") AS c)
    WHERE "organizationId" = ${organizationId}::uuid AND ("columns"::text ~* ${contactPattern(person)} OR EXISTS (
      SELECT 1 FROM "RunRow" r WHERE r."organizationId" = i."organizationId" AND r."runId" IN (i."runId", i."dryRunId", i."undoRunId")
        AND (r."recordId" = ANY(${contactIds}::uuid[]) OR r."before"::text ~* ${contactPattern(person)})))
    RETURNING "fileKey", "size"`;
  doom(doomed, imports.map(({ fileKey, size }) => ({ key: fileKey, thumbnailKey: null, size })));
  return [line('merges', { deleted: merges }), line('imports', { anonymised: imports.length })];
}

/** What runs remember for undoing, and exports of the person that were made before. */
async function eraseRuns(work: ErasureWork, doomed: DoomedFiles): Promise<ReceiptLine[]> {
  const { tx, organizationId, person } = work;
  const known = contactPattern(person);
  const rows = await tx.$executeRaw`
    UPDATE "RunRow" SET "before" = NULL, "errors" = NULL WHERE "organizationId" = ${organizationId}::uuid AND ("before" IS NOT NULL OR "errors" IS NOT NULL)
      AND ("recordId" = ANY(${allIds(person)}::uuid[]) OR "before"::text ~* ${aboutPattern(work)} OR "errors"::text ~* ${known})`;
  const exports = await tx.$queryRaw<{ id: string; fileId: string | null }[]>`
    SELECT "id"::text AS "id", "params" ->> 'fileId' AS "fileId" FROM "BackgroundRun"
    WHERE "organizationId" = ${organizationId}::uuid AND "kind" = 'privacy.export' AND "params"::text ~* ${idPattern([...person.contactIds, ...person.leadIds])} ORDER BY "id" FOR UPDATE`;
  await tx.$executeRaw`
    UPDATE "BackgroundRun" SET "params" = "params" - 'fileId', "state" = CASE WHEN "state" IN ('QUEUED', 'RUNNING') THEN 'CANCELLED' ELSE "state" END
    WHERE "organizationId" = ${organizationId}::uuid AND "id" = ANY(${exports.map(({ id }) => id)}::uuid[])`;
  const runs = await tx.$executeRaw`
    UPDATE "BackgroundRun" SET "params" = NULL, "error" = NULL WHERE "organizationId" = ${organizationId}::uuid AND "kind" <> 'privacy.export' AND ("params"::text ~* ${known} OR "error" ~* ${known})`;
  const files = await tx.$queryRaw<FileRow[]>`
    DELETE FROM "File" WHERE "organizationId" = ${organizationId}::uuid AND "id" = ANY(${exports.flatMap(({ fileId }) => fileId ?? [])}::uuid[]) RETURNING "key", "thumbnailKey", "size"`;
  doom(doomed, files);
  return [line('runs', { anonymised: rows + runs }), line('exports', { deleted: files.length })];
}

/** Answers that are kept a day for programs that ask twice. They are sealed: whose they are cannot be seen, so all of them go. */
function eraseAnswers({ tx, organizationId }: ErasureWork): Promise<number> {
  return tx.$executeRaw`DELETE FROM "IdempotencyRecord" WHERE "status" IS NOT NULL AND ("owner" LIKE ${`%:${organizationId}`} OR "owner" LIKE 'address:%')`;
}

/** The log keeps who did what and when; what it says of the person becomes names of fields. The database lets just this through. */
function redactAudit(work: ErasureWork): Promise<number> {
  const { tx, organizationId, person } = work;
  return tx.$executeRaw`
    UPDATE "AuditLog" SET "label" = NULL, "before" = redact_fields("before"), "after" = redact_fields("after")
    WHERE "organizationId" = ${organizationId}::uuid AND "action" <> 'erase' AND ("label" IS NOT NULL OR "before" IS NOT NULL OR "after" IS NOT NULL)
      AND ("resourceId" = ANY(${allIds(person)}::text[]) OR "before"::text ~* ${aboutPattern(work)} OR "after"::text ~* ${aboutPattern(work)} OR "label" ~* ${personPattern({ ...person, names: [] })})`;
}
