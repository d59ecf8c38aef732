import { Prisma } from '~/generated/prisma/client';
import type { Viewer } from '~/domain/accounts/reach';
import type { OrgDb, OrgTx } from '~/platform/db.server';
import { visibleContacts } from './contact-where.server';

export type KeyKind = 'phone' | 'email' | 'inn';

export interface Duplicate {
  id: string;
  name: string;
  city: string | null;
  /** What both have, the first of several. */
  matched: KeyKind;
  /** As stored: E.164, lower case, digits. */
  value: string;
}

export interface DuplicateQuery {
  phones: readonly string[];
  emails: readonly string[];
  inn: string | null;
  /** The contact itself: neither it nor what was declared not to be the same is found. */
  exceptId?: string;
}

const FOUND_MAX = 10;
const KINDS: Record<string, KeyKind> = { p: 'phone', e: 'email', i: 'inn' };

/** Splits a key of the table of keys, for example "p:+79161234567". */
export function readKey(key: string): { kind: KeyKind; value: string } {
  return { kind: KINDS[key.slice(0, 1)] ?? 'phone', value: key.slice(2) };
}

/** Contacts that share a phone, an e-mail or an INN with this one, as far as the viewer sees them. */
export async function findDuplicates(db: OrgDb | OrgTx, viewer: Viewer, { phones, emails, inn, exceptId }: DuplicateQuery): Promise<Duplicate[]> {
  const keys = [...phones.map((phone) => `p:${phone}`), ...emails.map((email) => `e:${email}`), ...(inn ? [`i:${inn}`] : [])];
  if (keys.length === 0) return [];
  const others = exceptId
    ? Prisma.sql`AND "Contact"."id" <> ${exceptId}::uuid AND NOT EXISTS (
        SELECT FROM "ContactDistinction" d WHERE d."organizationId" = ${viewer.organizationId}::uuid
          AND d."aId" = LEAST("Contact"."id", ${exceptId}::uuid) AND d."bId" = GREATEST("Contact"."id", ${exceptId}::uuid))`
    : Prisma.empty;
  const rows = await db.$queryRaw<{ id: string; name: string; city: string | null; key: string }[]>`
    SELECT "id", "name", "city", max(found."key") AS "key"
    FROM "Contact" JOIN (
      SELECT k."contactId", k."key" FROM "ContactKey" k
      WHERE k."organizationId" = ${viewer.organizationId}::uuid AND k."key" = ANY(${keys}::varchar[])) AS found ON found."contactId" = "Contact"."id"
    WHERE ${visibleContacts(viewer)} ${others}
    GROUP BY "id", "name", "city" ORDER BY "name", "id" LIMIT ${FOUND_MAX}`;
  return rows.map(({ key, ...contact }) => {
    const { kind, value } = readKey(key);
    return { ...contact, matched: kind, value };
  });
}
