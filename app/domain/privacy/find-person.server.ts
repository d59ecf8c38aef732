import { normalizeEmail } from '~/domain/contacts/email';
import { normalizePhone } from '~/domain/contacts/phone';
import type { OrgDb, OrgTx } from '~/platform/db.server';

/** Whom it is about: contacts that are one person, or requests that have no contact. */
export interface PersonKey {
  contactIds: readonly string[];
  leadIds: readonly string[];
  /** These requests alone, not others from the same e-mail or phone. */
  isExact?: boolean;
}

/** Everything by which a person is known, and the ids of the rows that are the person's. */
export interface Person {
  contactIds: string[];
  leadIds: string[];
  dealIds: string[];
  orderIds: string[];
  taskIds: string[];
  emails: string[];
  phones: string[];
  names: string[];
}

interface Known {
  id: string;
  names: (string | null)[];
  emails: string[];
  phones: string[];
}

/**
 * The person behind a contact or request: contacts that were merged into it, its requests, requests without a contact from
 * the same e-mail or phone, and the deals, orders and tasks of all these. Trash included. Null when there is nobody.
 * @param lock holds the contacts and requests until the transaction ends, in the order of their ids
 */
export async function findPerson(tx: OrgTx | OrgDb, organizationId: string, key: PersonKey, lock = false): Promise<Person | null> {
  const contacts = await readContacts(tx, organizationId, key.contactIds, lock);
  const start = { contactIds: contacts.map(({ id }) => id), leadIds: [...key.leadIds], emails: contacts.flatMap(({ emails }) => emails), phones: contacts.flatMap(({ phones }) => phones) };
  const leads = await readLeads(tx, organizationId, start, { lock, isExact: key.isExact ?? false });
  if (contacts.length === 0 && leads.length === 0) return null;
  const known = [...contacts, ...leads];
  const [contactIds, leadIds] = [contacts.map(({ id }) => id), leads.map(({ id }) => id)];
  const work = await readWork(tx, organizationId, contactIds, leadIds);
  return {
    contactIds,
    leadIds,
    ...work,
    emails: unique(known.flatMap(({ emails }) => emails)),
    phones: unique(known.flatMap(({ phones }) => phones)),
    names: unique(known.flatMap(({ names }) => names)),
  };
}

const unique = (values: readonly (string | null)[]) => [...new Set(values.filter((value): value is string => Boolean(value)))];

async function readContacts(tx: OrgTx | OrgDb, organizationId: string, ids: readonly string[], lock: boolean): Promise<Known[]> {
  if (ids.length === 0) return [];
  // those that became part of them, and the one that they became part of
  const family = await tx.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE family("id") AS (
      SELECT "id" FROM "Contact" WHERE "organizationId" = ${organizationId}::uuid AND "id" = ANY(${[...ids]}::uuid[])
      UNION SELECT c."id" FROM "Contact" c JOIN family f ON c."mergedIntoId" = f."id" WHERE c."organizationId" = ${organizationId}::uuid
    ) SELECT "id"::text AS "id" FROM family`;
  const all = family.map(({ id }) => id);
  if (lock) await tx.$queryRaw`SELECT "id" FROM "Contact" WHERE "organizationId" = ${organizationId}::uuid AND "id" = ANY(${all}::uuid[]) ORDER BY "id" FOR UPDATE`;
  return tx.$queryRaw<Known[]>`
    SELECT "id"::text AS "id", ARRAY["name", "contactPerson"]::text[] || CASE WHEN "kind" = 'PERSON' THEN string_to_array("name", ' ') ELSE '{}' END AS "names", "emails"::text[] AS "emails", "phones"::text[] AS "phones" FROM "Contact"
    WHERE "organizationId" = ${organizationId}::uuid AND "id" = ANY(${all}::uuid[]) ORDER BY "id"`;
}

/** The person without the e-mails and phones by which other contacts, requests or members are known too. */
export async function withoutShared(tx: OrgTx, organizationId: string, person: Person): Promise<Person> {
  const { contactIds, leadIds, emails, phones } = person;
  const shared = await tx.$queryRaw<{ value: string | null }[]>`
    SELECT unnest("emails" || "phones") AS "value" FROM "Contact" WHERE "organizationId" = ${organizationId}::uuid AND "id" <> ALL(${contactIds}::uuid[]) AND ("emails" && ${emails}::varchar[] OR "phones" && ${phones}::varchar[])
    UNION SELECT unnest(ARRAY["email", "phone"]) FROM "Lead" WHERE "organizationId" = ${organizationId}::uuid AND "id" <> ALL(${leadIds}::uuid[]) AND ("email" = ANY(${emails}::text[]) OR "phone" = ANY(${phones}::text[]))
    UNION SELECT unnest(ARRAY[u."email", u."phone"]) FROM "Membership" m JOIN "User" u ON u."id" = m."userId" WHERE m."organizationId" = ${organizationId}::uuid`;
  const others = new Set(shared.map(({ value }) => value));
  const own = (values: readonly string[]) => values.filter((value) => !others.has(value));
  return { ...person, emails: own(emails), phones: own(phones) };
}

interface LeadQuery {
  contactIds: string[];
  leadIds: string[];
  emails: string[];
  phones: string[];
}

async function readLeads(tx: OrgTx | OrgDb, organizationId: string, query: LeadQuery, { lock, isExact }: { lock: boolean; isExact: boolean }): Promise<Known[]> {
  const read = ({ contactIds, leadIds, emails, phones }: LeadQuery) => tx.$queryRaw<Known[]>`
    SELECT "id"::text AS "id", ARRAY["lastName", "firstName", "middleName"]::text[] AS "names", ARRAY["email"]::text[] AS "emails",
      CASE WHEN "phone" IS NULL THEN '{}' ELSE ARRAY["phone"]::text[] END AS "phones"
    FROM "Lead" WHERE "organizationId" = ${organizationId}::uuid AND (
      "id" = ANY(${leadIds}::uuid[]) OR "contactId" = ANY(${contactIds}::uuid[])
      OR ("contactId" IS NULL AND ("email" = ANY(${emails}::text[]) OR "phone" = ANY(${phones}::text[]))))
    ORDER BY "id"`;
  const first = await read(query);
  // a request may bring a second address, under which there are more
  const found = isExact ? first : await read({ ...query, emails: unique([...query.emails, ...first.flatMap(({ emails }) => emails)]), phones: unique([...query.phones, ...first.flatMap(({ phones }) => phones)]) });
  if (lock) await tx.$queryRaw`SELECT "id" FROM "Lead" WHERE "organizationId" = ${organizationId}::uuid AND "id" = ANY(${found.map(({ id }) => id)}::uuid[]) ORDER BY "id" FOR UPDATE`;
  return found;
}

async function readWork(tx: OrgTx | OrgDb, organizationId: string, contactIds: string[], leadIds: string[]): Promise<Pick<Person, 'dealIds' | 'orderIds' | 'taskIds'>> {
  const ids = (rows: { id: string }[]) => rows.map(({ id }) => id);
  const dealIds = ids(await tx.$queryRaw`
    SELECT "id"::text AS "id" FROM "Deal" WHERE "organizationId" = ${organizationId}::uuid AND ("contactId" = ANY(${contactIds}::uuid[]) OR "leadId" = ANY(${leadIds}::uuid[]))`);
  const orderIds = ids(await tx.$queryRaw`
    SELECT "id"::text AS "id" FROM "Order" WHERE "organizationId" = ${organizationId}::uuid
      AND ("contactId" = ANY(${contactIds}::uuid[]) OR "leadId" = ANY(${leadIds}::uuid[]) OR "dealId" = ANY(${dealIds}::uuid[]))`);
  const taskIds = ids(await tx.$queryRaw`
    SELECT "id"::text AS "id" FROM "Task" WHERE "organizationId" = ${organizationId}::uuid AND ("contactId" = ANY(${contactIds}::uuid[])
      OR "leadId" = ANY(${leadIds}::uuid[]) OR "dealId" = ANY(${dealIds}::uuid[]) OR "orderId" = ANY(${orderIds}::uuid[]))`);
  return { dealIds, orderIds, taskIds };
}

export interface FoundPerson {
  kind: 'contact' | 'lead';
  id: string;
  name: string;
  emails: string[];
  phones: string[];
  createdAt: Date;
}

const FOUND_MAX = 50;

/** Contacts and requests of one e-mail or phone, trash included. `null` when the text is neither. */
export async function searchPeople(db: OrgDb, organizationId: string, typed: string): Promise<FoundPerson[] | null> {
  const email = typed.includes('@') ? normalizeEmail(typed) : null;
  const phone = email ? null : normalizePhone(typed);
  if (!email && !phone) return null;
  return db.$queryRaw<FoundPerson[]>`
    SELECT * FROM (
      SELECT 'contact' AS "kind", "id"::text AS "id", "name"::text AS "name", "emails"::text[] AS "emails", "phones"::text[] AS "phones", "createdAt" FROM "Contact"
      WHERE "organizationId" = ${organizationId}::uuid AND "mergedIntoId" IS NULL AND (${email} = ANY("emails") OR ${phone} = ANY("phones"))
      UNION ALL
      SELECT 'lead', "id"::text, "firstName" || ' ' || "lastName", ARRAY["email"]::text[], CASE WHEN "phone" IS NULL THEN '{}' ELSE ARRAY["phone"]::text[] END, "createdAt" FROM "Lead"
      WHERE "organizationId" = ${organizationId}::uuid AND "contactId" IS NULL AND ("email" = ${email} OR "phone" = ${phone})
    ) AS found ORDER BY "kind", "createdAt" DESC LIMIT ${FOUND_MAX}`;
}

/** Other contacts with the same e-mail or phone: perhaps the same person, perhaps a colleague or relative. */
export function findNamesakes(db: OrgDb, organizationId: string, { contactIds, emails, phones }: Person): Promise<{ id: string; name: string; emails: string[]; phones: string[] }[]> {
  return db.$queryRaw`
    SELECT "id"::text AS "id", "name"::text AS "name", "emails"::text[] AS "emails", "phones"::text[] AS "phones" FROM "Contact"
    WHERE "organizationId" = ${organizationId}::uuid AND "mergedIntoId" IS NULL AND NOT "id" = ANY(${contactIds}::uuid[])
      AND ("emails" && ${emails}::varchar[] OR "phones" && ${phones}::varchar[])
    ORDER BY "name", "id" LIMIT ${FOUND_MAX}`;
}
