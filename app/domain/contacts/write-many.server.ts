import { Prisma } from '~/generated/prisma/client';
import type { Viewer } from '~/domain/accounts/reach';
import { readCustomValues, type CustomValue } from '~/domain/custom-fields/custom-field';
import { contactHasDeals } from '~/domain/deals/deals-of-contacts.server';
import { contactHasOrders } from '~/domain/orders/orders-of-contacts.server';
import { emitEvents } from '~/domain/webhooks/emit-events.server';
import type { WebhookEventType } from '~/domain/webhooks/events';
import type { OrgTx } from '~/platform/db.server';
import type { ContactInput } from './contact-input';
import { visibleContacts } from './contact-where.server';

/** The columns that a person writes, as one row of JSON holds them. */
const COLUMNS = Prisma.sql`
  "kind", "name", "contactPerson", "phones", "emails", "address", "city", "inn", "kpp", "bankName", "bik", "bankAccount", "correspondentAccount",
  "notes", "tags", "source", "custom", "ownerId"`;
const RECORD = Prisma.sql`
  r("id" uuid, "version" int, "kind" "ContactKind", "name" text, "contactPerson" text, "phones" text[], "emails" text[], "address" text, "city" text,
    "inn" text, "kpp" text, "bankName" text, "bik" text, "bankAccount" text, "correspondentAccount" text, "notes" text, "tags" text[],
    "source" text, "custom" jsonb, "ownerId" uuid)`;

/** A contact as it stands, for a change of many. */
export interface StoredContact extends Omit<ContactInput, 'custom'> {
  id: string;
  custom: Record<string, CustomValue>;
  createdById: string | null;
  version: number;
}

/**
 * The contacts that the viewer sees by phone (p:…), e-mail (e:…) or INN (i:…), as the table of keys writes them.
 * @returns ids by key; what nobody has is missing
 */
export async function findContactsByKeys(tx: OrgTx, viewer: Viewer, keys: readonly string[]): Promise<Map<string, string[]>> {
  if (keys.length === 0) return new Map();
  return gather(await tx.$queryRaw<Found[]>`
    SELECT k."key", k."contactId" AS "id" FROM "ContactKey" k
    WHERE k."organizationId" = ${viewer.organizationId}::uuid AND k."key" = ANY(${[...keys]}::varchar[]) ${ofVisible(viewer)}`);
}

/** The same by name and city in lower case, joined by "|". */
export async function findContactsByNameAndCity(tx: OrgTx, viewer: Viewer, pairs: readonly string[]): Promise<Map<string, string[]>> {
  if (pairs.length === 0) return new Map();
  return gather(await tx.$queryRaw<Found[]>`
    SELECT * FROM (SELECT lower("name") || '|' || lower("city") AS "key", "id" FROM "Contact" WHERE ${visibleContacts(viewer)} AND "city" IS NOT NULL) AS named
    WHERE "key" = ANY(${[...pairs]}::text[])`);
}

/** The same by the lower-case value of a custom field. */
export async function findContactsByCustom(tx: OrgTx, viewer: Viewer, field: string, values: readonly string[]): Promise<Map<string, string[]>> {
  if (values.length === 0) return new Map();
  return gather(await tx.$queryRaw<Found[]>`
    SELECT * FROM (SELECT lower("custom"->>${field}::text) AS "key", "id" FROM "Contact" WHERE ${visibleContacts(viewer)} AND "custom" ? ${field}::text) AS own
    WHERE "key" = ANY(${[...values]}::text[])`);
}

interface Found {
  key: string;
  id: string;
}

function ofVisible(viewer: Viewer): Prisma.Sql {
  return viewer.reach === 'all' ? Prisma.empty : Prisma.sql`AND k."contactId" IN (SELECT "id" FROM "Contact" WHERE ${visibleContacts(viewer)})`;
}

function gather(rows: Found[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { key, id } of rows) found.set(key, [...(found.get(key) ?? []), id]);
  return found;
}

/** These contacts as far as the viewer sees them, locked against other changes until the transaction ends. */
export async function lockContacts(tx: OrgTx, viewer: Viewer, ids: readonly string[], lock: 'edit' | 'remove' = 'edit'): Promise<Map<string, StoredContact>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.$queryRaw<(Omit<StoredContact, 'custom'> & { custom: unknown })[]>`
    SELECT "id", "version", "createdById", "kind"::text AS "kind", "name", "contactPerson", "phones", "emails", "address", "city", "inn", "kpp", "bankName", "bik",
      "bankAccount", "correspondentAccount", "notes", "tags", "source", "custom", "ownerId"
    FROM "Contact" WHERE ${visibleContacts(viewer)} AND "id" = ANY(${[...ids]}::uuid[])
    ORDER BY "id" ${lock === 'remove' ? Prisma.sql`FOR UPDATE` : Prisma.sql`FOR NO KEY UPDATE`}`;
  return new Map(rows.map((row) => [row.id, { ...row, custom: readCustomValues(row.custom) }]));
}

export interface WriteMany {
  organizationId: string;
  /** Who does it; null: the system. */
  userId: string | null;
  now: Date;
}

export type ContactRowToWrite = ContactInput & { id: string };

/** Many new contacts at once, in the transaction of the work that makes them. They are trusted to be checked; history and audit are the caller's. */
export async function insertContacts(tx: OrgTx, { organizationId, userId, now }: WriteMany, rows: readonly ContactRowToWrite[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO "Contact" ("id", "organizationId", "createdById", "createdAt", "updatedAt", ${COLUMNS})
    SELECT r."id", ${organizationId}::uuid, ${userId}::uuid, ${now}, ${now}, ${COLUMNS}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS ${RECORD}`;
  await tellOfContacts(tx, { organizationId, userId }, 'contact.created', rows);
}

/**
 * Writes contacts as they shall be, each only if it still has the version that is named.
 * @returns the new versions by id; a contact that somebody changed meanwhile, or that is gone, is missing
 */
export async function rewriteContacts(tx: OrgTx, { organizationId, userId, now }: WriteMany, rows: readonly (ContactRowToWrite & { version: number })[]): Promise<Map<string, number>> {
  if (rows.length === 0) return new Map();
  const written = await tx.$queryRaw<WrittenContact[]>`
    UPDATE "Contact" c SET ("kind", "name", "contactPerson", "phones", "emails", "address", "city", "inn", "kpp", "bankName", "bik", "bankAccount",
        "correspondentAccount", "notes", "tags", "source", "custom", "ownerId") = ROW(r."kind", r."name", r."contactPerson", r."phones", r."emails",
        r."address", r."city", r."inn", r."kpp", r."bankName", r."bik", r."bankAccount", r."correspondentAccount", r."notes", r."tags", r."source",
        r."custom", r."ownerId"), "version" = c."version" + 1, "updatedAt" = ${now}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS ${RECORD}
    WHERE c."organizationId" = ${organizationId}::uuid AND c."id" = r."id" AND c."version" = r."version"
      AND c."deletedAt" IS NULL AND c."mergedIntoId" IS NULL
    RETURNING c."id", c."name", c."kind"::text AS "kind", c."ownerId", c."version"`;
  await tellOfContacts(tx, { organizationId, userId }, 'contact.updated', written);
  return new Map(written.map(({ id, version }) => [id, version]));
}

/**
 * Moves contacts to the trash, each only if it still has the version that is named and no deals. The caller has locked
 * them for removal, so that no deal is being linked meanwhile.
 * @returns the new versions by id of those that went
 */
export async function trashContacts(tx: OrgTx, { organizationId, userId, now }: WriteMany, rows: readonly { id: string; version: number }[]): Promise<Map<string, number>> {
  if (rows.length === 0) return new Map();
  const gone = await tx.$queryRaw<WrittenContact[]>`
    UPDATE "Contact" c SET "deletedAt" = ${now}, "deletedById" = ${userId}::uuid, "version" = c."version" + 1, "updatedAt" = ${now}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r("id" uuid, "version" int)
    WHERE c."organizationId" = ${organizationId}::uuid AND c."id" = r."id" AND c."version" = r."version"
      AND c."deletedAt" IS NULL AND c."mergedIntoId" IS NULL AND NOT ${contactHasDeals(Prisma.sql`c`)} AND NOT ${contactHasOrders(Prisma.sql`c`)}
    RETURNING c."id", c."name", c."kind"::text AS "kind", c."ownerId", c."version"`;
  await tellOfContacts(tx, { organizationId, userId }, 'contact.deleted', gone);
  return new Map(gone.map(({ id, version }) => [id, version]));
}

/** Takes contacts out of the trash that have not been touched since; returns their new versions by id. */
export async function untrashContacts(tx: OrgTx, { organizationId, userId, now }: WriteMany, rows: readonly { id: string; version: number }[]): Promise<Map<string, number>> {
  if (rows.length === 0) return new Map();
  const back = await tx.$queryRaw<WrittenContact[]>`
    UPDATE "Contact" c SET "deletedAt" = NULL, "deletedById" = NULL, "version" = c."version" + 1, "updatedAt" = ${now}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r("id" uuid, "version" int)
    WHERE c."organizationId" = ${organizationId}::uuid AND c."id" = r."id" AND c."version" = r."version" AND c."deletedAt" IS NOT NULL AND c."mergedIntoId" IS NULL
    RETURNING c."id", c."name", c."kind"::text AS "kind", c."ownerId", c."version"`;
  await tellOfContacts(tx, { organizationId, userId }, 'contact.restored', back);
  return new Map(back.map(({ id, version }) => [id, version]));
}

type ToldContact = Pick<ContactInput, 'name' | 'kind' | 'ownerId'> & { id: string };
type WrittenContact = ToldContact & { version: number };

function tellOfContacts(tx: OrgTx, { organizationId, userId }: Pick<WriteMany, 'organizationId' | 'userId'>, type: WebhookEventType, contacts: readonly ToldContact[]): Promise<void> {
  return emitEvents(tx, organizationId, contacts.map(({ id, name, kind, ownerId }) => ({ type, data: { id, name, kind, ownerId, actorId: userId } })));
}

/** One line of history for each of many contacts. */
export async function noteOnContacts(
  tx: OrgTx,
  { organizationId, userId, now, batchId }: WriteMany & { batchId: string },
  events: readonly { contactId: string; event: string; data: Prisma.InputJsonObject }[],
): Promise<void> {
  if (events.length === 0) return;
  await tx.$executeRaw`
    INSERT INTO "Activity" ("id", "organizationId", "contactId", "kind", "event", "data", "authorId", "batchId", "occurredAt")
    SELECT gen_random_uuid(), ${organizationId}::uuid, e."contactId", 'SYSTEM', e."event", e."data", ${userId}::uuid, ${batchId}::uuid, ${now}
    FROM jsonb_to_recordset(${JSON.stringify(events)}::jsonb) AS e("contactId" uuid, "event" varchar, "data" jsonb)`;
}

/** Names of contacts that the viewer sees, by their ids. */
export async function findContactNames(db: Pick<OrgTx, '$queryRaw'>, viewer: Viewer, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db.$queryRaw<{ id: string; name: string }[]>`SELECT "id", "name" FROM "Contact" WHERE ${visibleContacts(viewer)} AND "id" = ANY(${[...ids]}::uuid[])`;
  return new Map(rows.map(({ id, name }) => [id, name]));
}
