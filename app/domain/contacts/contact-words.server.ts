import { Prisma } from '~/generated/prisma/client';
import type { Viewer } from '~/domain/accounts/reach';
import type { OrgDb } from '~/platform/db.server';
import { visibleContacts } from './contact-where.server';

/** As many of the newest contacts are asked as answer at once: what is in use stands in them. */
const ASKED = 2_000;
const OFFERED = 50;

export interface ContactWords {
  tags: string[];
  cities: string[];
  sources: string[];
}

const KEPT_MS = 60_000;
const KEPT_MAX = 500;
const kept = new Map<string, { words: ContactWords; until: number }>();

/** Tags, cities and sources in use, the most used first: offered while typing, so those of a minute ago will do. */
export async function listContactWords(db: OrgDb, viewer: Viewer, now: Date): Promise<ContactWords> {
  const key = viewer.reach === 'all' ? viewer.organizationId : `${viewer.organizationId} ${viewer.userId} ${viewer.reach}`;
  const known = kept.get(key);
  if (known && known.until > now.getTime()) return known.words;
  const words = await readContactWords(db, viewer);
  if (kept.size >= KEPT_MAX) kept.clear();
  kept.set(key, { words, until: now.getTime() + KEPT_MS });
  return words;
}

async function readContactWords(db: OrgDb, viewer: Viewer): Promise<ContactWords> {
  const rows = await db.$queryRaw<{ kind: keyof ContactWords; word: string }[]>`
    WITH "newest" AS (SELECT "tags", "city", "source" FROM "Contact" WHERE ${visibleContacts(viewer)} ORDER BY "createdAt" DESC, "id" DESC LIMIT ${ASKED}),
    "words" AS (
      SELECT 'tags' AS "kind", unnest("tags") AS "word" FROM "newest"
      UNION ALL SELECT 'cities', "city" FROM "newest" WHERE "city" IS NOT NULL
      UNION ALL SELECT 'sources', "source" FROM "newest" WHERE "source" IS NOT NULL),
    "counted" AS (SELECT "kind", "word", row_number() OVER (PARTITION BY "kind" ORDER BY count(*) DESC, "word") AS "place" FROM "words" GROUP BY "kind", "word")
    SELECT "kind", "word" FROM "counted" WHERE "place" <= ${Prisma.sql`${OFFERED}::int`} ORDER BY "place"`;
  const of = (kind: keyof ContactWords) => rows.filter((row) => row.kind === kind).map(({ word }) => word);
  return { tags: of('tags'), cities: of('cities'), sources: of('sources') };
}
