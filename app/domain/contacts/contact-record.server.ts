import { Prisma } from '~/generated/prisma/client';
import type { Viewer } from '~/domain/accounts/reach';
import { readCustomValues, type CustomValue } from '~/domain/custom-fields/custom-field';
import type { OrgDb, OrgTx } from '~/platform/db.server';
import { CONTACT_FIELDS, type ContactInput } from './contact-input';
import { visibleContacts } from './contact-where.server';

/** A contact with all that its page and its form show. */
export interface ContactRecord extends Omit<ContactInput, 'custom'> {
  id: string;
  custom: Record<string, CustomValue>;
  createdById: string | null;
  lastActivityAt: Date | null;
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

type StoredRecord = Omit<ContactRecord, 'custom'> & { custom: unknown };

const COLUMNS = Prisma.sql`
  "id", "kind"::text AS "kind", "name", "contactPerson", "phones", "emails", "address", "city", "inn", "kpp", "bankName", "bik", "bankAccount",
  "correspondentAccount", "notes", "tags", "source", "custom", "ownerId", "createdById", "lastActivityAt", "version", "createdAt", "updatedAt"`;

/** The contact, or null where the viewer has none of this id: unknown, deleted, merged, another's. */
export async function findContact(db: OrgDb | OrgTx, viewer: Viewer, contactId: string): Promise<ContactRecord | null> {
  return read(db, Prisma.sql`${visibleContacts(viewer)} AND "id" = ${contactId}::uuid`);
}

/** How other work on the same contact is kept off until the transaction ends. */
const LOCKS = {
  /** Against every other change. */
  edit: Prisma.sql`FOR NO KEY UPDATE`,
  /** Against links too: for a deletion or a merge, which wait for deals that are being made for it. */
  remove: Prisma.sql`FOR UPDATE`,
  /** Against deletion and merge only: for linking something to the contact. */
  link: Prisma.sql`FOR KEY SHARE`,
} as const;

/** The contact, locked until the transaction ends; null as of `findContact`. Lock several in the order of their ids. */
export async function lockContact(tx: OrgTx, viewer: Viewer, contactId: string, lock: keyof typeof LOCKS): Promise<ContactRecord | null> {
  return read(tx, Prisma.sql`${visibleContacts(viewer)} AND "id" = ${contactId}::uuid ${LOCKS[lock]}`);
}

/** A contact that became part of another one, locked until the transaction ends; null when it is not so any more. */
export async function findMergedContact(tx: OrgTx, organizationId: string, contactId: string, winnerId: string): Promise<ContactRecord | null> {
  return read(tx, Prisma.sql`
    "organizationId" = ${organizationId}::uuid AND "id" = ${contactId}::uuid AND "mergedIntoId" = ${winnerId}::uuid AND "deletedAt" IS NULL ${LOCKS.remove}`);
}

async function read(db: OrgDb | OrgTx, where: Prisma.Sql): Promise<ContactRecord | null> {
  const [row] = await db.$queryRaw<StoredRecord[]>`SELECT ${COLUMNS} FROM "Contact" WHERE ${where}`;
  return row ? { ...row, custom: readCustomValues(row.custom) } : null;
}

/** A contact as the audit log and the list of changed fields compare it: custom values beside the plain ones. */
export function auditFields(contact: Pick<ContactRecord, Exclude<keyof ContactInput, 'custom'> | 'custom'>): Record<string, unknown> {
  const plain = CONTACT_FIELDS.map((field) => [field, contact[field]] as const);
  const custom = Object.entries(contact.custom).map(([key, value]) => [`custom.${key}`, value] as const);
  return Object.fromEntries<unknown>([...plain, ...custom]);
}
