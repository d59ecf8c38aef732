import { Prisma } from '~/generated/prisma/client';
import type { Viewer } from '~/domain/accounts/reach';
import { readCustomValues, type CustomValue } from '~/domain/custom-fields/custom-field';
import type { OrgDb } from '~/platform/db.server';
import type { ContactFilter } from './contact-filter';
import type { ContactInput } from './contact-input';
import { contactWhere } from './contact-where.server';

export interface ExportedContact extends Omit<ContactInput, 'custom'> {
  id: string;
  custom: Record<string, CustomValue>;
  createdAt: Date;
}

const BATCH_SIZE = 1_000;

/** All contacts that a filter shows, oldest first, read in batches while they are taken. */
export async function* exportContacts(db: OrgDb, { viewer, filter, now }: { viewer: Viewer; filter: ContactFilter; now: Date }): AsyncGenerator<ExportedContact> {
  for (let after: string | null = null; ; ) {
    const rows: (Omit<ExportedContact, 'custom'> & { custom: unknown })[] = await db.$queryRaw`
      SELECT "id", "kind"::text AS "kind", "name", "contactPerson", "phones", "emails", "address", "city", "inn", "kpp", "bankName", "bik", "bankAccount",
        "correspondentAccount", "notes", "tags", "source", "custom", "ownerId", "createdAt"
      FROM "Contact" WHERE ${contactWhere(viewer, filter, now)} ${after ? Prisma.sql`AND "id" > ${after}::uuid` : Prisma.empty}
      ORDER BY "id" LIMIT ${BATCH_SIZE}`;
    for (const row of rows) yield { ...row, custom: readCustomValues(row.custom) };
    const last = rows.at(-1);
    if (!last || rows.length < BATCH_SIZE) return;
    after = last.id;
  }
}
