import { Prisma } from '~/generated/prisma/client';
import type { Viewer } from '~/domain/accounts/reach';
import { countDealsOf } from '~/domain/deals/deals-of-contacts.server';
import type { OrgDb } from '~/platform/db.server';
import { splitGroup } from './duplicate-groups';
import type { ContactKind } from './contact-input';
import { visibleContacts } from './contact-where.server';
import { readKey, type KeyKind } from './duplicates.server';

export const GROUPS_SHOWN = 20;
/** More that share one key are no duplicates: it is the number of a switchboard. */
const MEMBERS_MAX = 10;
/** Pages of keys that may be read to fill one page of groups, when most have been declared different. */
const READS_MAX = 10;

export interface Suspect {
  id: string;
  kind: ContactKind;
  name: string;
  contactPerson: string | null;
  phones: string[];
  emails: string[];
  city: string | null;
  inn: string | null;
  version: number;
  createdAt: Date;
  deals: number;
}

export interface DuplicateGroup {
  /** What they share. */
  kind: KeyKind;
  value: string;
  /** The oldest first: it usually has the longer history. */
  members: Suspect[];
}

export interface DuplicatePage {
  groups: DuplicateGroup[];
  /** The key after which the next page begins; null at the end. */
  next: string | null;
}

/** Contacts that share a key, key by key. Those declared not to be the same stand in no group by themselves; nor does a set stand twice. */
export async function listDuplicateGroups(db: OrgDb, viewer: Viewer, after: string | null): Promise<DuplicatePage> {
  const groups: { key: string; ids: string[] }[] = [];
  let from = after ?? '';
  for (let read = 0; read < READS_MAX; read += 1) {
    const keys = await readSharedKeys(db, viewer, from);
    const distinct = await readDistinctions(db, viewer.organizationId, keys.flatMap(({ ids }) => ids));
    for (const { key, ids, isRepeated } of keys) {
      if (groups.length >= GROUPS_SHOWN) break;
      if (!isRepeated) groups.push(...splitGroup(ids, distinct).map((members) => ({ key, ids: members })));
      from = key;
    }
    if (keys.length < GROUPS_SHOWN && from === (keys.at(-1)?.key ?? from)) return { groups: await describe(db, viewer, groups), next: null };
    if (groups.length >= GROUPS_SHOWN) break;
  }
  return { groups: await describe(db, viewer, groups), next: from };
}

interface SharedKey {
  key: string;
  ids: string[];
  /** All holders share an earlier key as well: they stand together already. */
  isRepeated: boolean;
}

/** The next keys with several holders that the viewer sees. */
async function readSharedKeys(db: OrgDb, viewer: Viewer, after: string): Promise<SharedKey[]> {
  const org = Prisma.sql`"organizationId" = ${viewer.organizationId}::uuid`;
  const seen = viewer.reach === 'all' ? Prisma.empty : Prisma.sql`AND "contactId" IN (SELECT "id" FROM "Contact" WHERE ${visibleContacts(viewer)})`;
  return db.$queryRaw<SharedKey[]>`
    WITH "shared" AS (
      SELECT "key", array_agg("contactId" ORDER BY "contactId") AS "ids" FROM "ContactKey"
      WHERE ${org} AND "key" > ${after}::varchar ${seen}
      GROUP BY "key" HAVING count(*) BETWEEN 2 AND ${MEMBERS_MAX}::int
      ORDER BY "key" LIMIT ${GROUPS_SHOWN})
    SELECT "key", "ids"::text[] AS "ids", EXISTS (
      SELECT FROM "ContactKey" k WHERE k."organizationId" = ${viewer.organizationId}::uuid AND k."contactId" = ANY(s."ids") AND k."key" < s."key"
      GROUP BY k."key" HAVING count(*) = cardinality(s."ids")
        AND (SELECT count(*) FROM "ContactKey" a WHERE a."organizationId" = ${viewer.organizationId}::uuid AND a."key" = k."key") <= ${MEMBERS_MAX}::int) AS "isRepeated"
    FROM "shared" s ORDER BY "key"`;
}

async function readDistinctions(db: OrgDb, organizationId: string, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db.$queryRaw<{ aId: string; bId: string }[]>`
    SELECT "aId", "bId" FROM "ContactDistinction"
    WHERE "organizationId" = ${organizationId}::uuid AND "aId" = ANY(${ids}::uuid[]) AND "bId" = ANY(${ids}::uuid[])`;
  return new Set(rows.map(({ aId, bId }) => `${aId}|${bId}`));
}

async function describe(db: OrgDb, viewer: Viewer, groups: readonly { key: string; ids: string[] }[]): Promise<DuplicateGroup[]> {
  const ids = [...new Set(groups.flatMap((group) => group.ids))];
  if (ids.length === 0) return [];
  const [rows, deals] = await Promise.all([
    db.$queryRaw<Omit<Suspect, 'deals'>[]>`
      SELECT "id", "kind"::text AS "kind", "name", "contactPerson", "phones", "emails", "city", "inn", "version", "createdAt" FROM "Contact"
      WHERE ${visibleContacts(viewer)} AND "id" = ANY(${ids}::uuid[]) ORDER BY "createdAt", "id"`,
    countDealsOf(db, ids),
  ]);
  return groups.map(({ key, ids: members }) => {
    const { kind, value } = readKey(key);
    return { kind, value, members: rows.filter(({ id }) => members.includes(id)).map((row) => ({ ...row, deals: deals.get(row.id) ?? 0 })) };
  });
}
