import { Prisma } from '~/generated/prisma/client';
import type { Viewer } from '~/domain/accounts/reach';
import type { CustomField } from '~/domain/custom-fields/custom-field';
import type { OrgDb, OrgTx } from '~/platform/db.server';
import { createBriefMemory } from '~/platform/db/brief-memory';
import { COUNT_MAX, countUpTo, type BoundedCount } from '~/platform/db/count-up-to';
import { readKeysetPage, type KeysetPage, type KeysetQuery, type Place } from '~/platform/db/keyset-page';
import { EMPTY_CONTACT_FILTER, type ContactFilter } from './contact-filter';
import type { ContactKind } from './contact-input';
import { contactOrder, fromRanked, toRanked, type OrderedContact } from './contact-order.server';
import { contactWhere, visibleContacts } from './contact-where.server';
import { sayPhone } from './say-phone';

/** Words are looked for in the rows themselves, so counting them all would take longer than the list. */
const SEARCH_COUNT_MAX = 1_000;
/** So many found contacts are quickly put in order. */
const COMMON = 5_000;
/** So many of the newest contacts are asked first: what share of them has the words. */
const SAMPLE = 500;
/** From this share on, a page of the list is soon met along its order … */
const PAGE_NEAR = 0.01;
/** … and from this share on, as many as a search counts. */
const COUNT_NEAR = 0.1;
/** Of contacts that are only similar to what was looked for, as many as a person would look through. */
const SIMILAR_MAX = 200;

/** One row of the list: what its columns can show. */
export interface ContactRow extends OrderedContact {
  kind: ContactKind;
  contactPerson: string | null;
  phones: string[];
  emails: string[];
  address: string | null;
  city: string | null;
  inn: string | null;
  kpp: string | null;
  tags: string[];
  source: string | null;
  custom: unknown;
  ownerId: string | null;
}

const ROW = Prisma.sql`
  "id", "kind"::text AS "kind", "name", "contactPerson", "phones", "emails", "address", "city", "inn", "kpp", "tags", "source", "custom", "ownerId",
  "createdAt", "updatedAt", "lastActivityAt"`;
const WALK_TIMEOUT_MS = 20_000;
const CONTACTS = Prisma.sql`"Contact"`;

/** A filter that has words, with its condition. */
interface ContactSearch {
  viewer: Viewer;
  filter: ContactFilter;
  where: Prisma.Sql;
}

export interface ContactListOptions extends Place {
  viewer: Viewer;
  filter: ContactFilter;
  /** The organisation's custom fields of contacts. */
  fields: readonly CustomField[];
  now: Date;
  limit?: number;
}

/** One page of the contacts that a filter shows, in its order. */
export async function listContacts(db: OrgDb, { viewer, filter, fields, now, ...place }: ContactListOptions): Promise<KeysetPage<ContactRow>> {
  const { order, ranked, select } = contactOrder(filter, fields, viewer.organizationId);
  const where = contactWhere(viewer, filter, now);
  const query = { ...place, select: Prisma.sql`${ROW}, ${select}` };
  const plain = { ...query, order, from: CONTACTS, where };
  if (filter.q === '') return readKeysetPage<ContactRow>(db, plain);
  if (!filter.isSimilar && !(await isRare(db, { viewer, filter, where }))) return isCustomSort(filter) ? readKeysetPage<ContactRow>(db, plain) : walk(db, plain);
  const found = { ...query, from: foundFirst(where, filter.isSimilar ? SIMILAR_MAX : COMMON), where: Prisma.sql`TRUE` };
  if (!ranked) return readKeysetPage<ContactRow>(db, { ...found, order });
  const page = await readKeysetPage<ContactRow>(db, { ...found, order: ranked, cursor: toRanked(place.cursor ?? null) });
  return { rows: page.rows, previous: fromRanked(page.previous), next: fromRanked(page.next) };
}

/** How a search is read best: asked for each page of it, and again for its count. */
const rememberShare = createBriefMemory<number>();
const rememberRare = createBriefMemory<boolean>();

function searchKey(viewer: Viewer, filter: ContactFilter): string {
  return JSON.stringify(['contacts', viewer, { ...filter, sort: null }]);
}

/**
 * Where words are rare, walking the list's order until a page of them is found would read most of the table; where they
 * are common, finding all first would. The planner guesses which it is, and guesses wrong.
 */
async function isRare(db: OrgDb, search: ContactSearch): Promise<boolean> {
  if ((await shareOfNewest(db, search)) >= PAGE_NEAR) return false;
  return rememberRare(searchKey(search.viewer, search.filter), async () => (await countFound(db, { from: CONTACTS, where: search.where, max: COMMON })) <= COMMON);
}

/** What share of the newest contacts is found, up to `COUNT_NEAR`: even counting up to a bound would go through the index of all that have the words. */
function shareOfNewest(db: OrgDb, { viewer, filter, where }: ContactSearch): Promise<number> {
  return rememberShare(searchKey(viewer, filter), async () => {
    const newest = Prisma.sql`(SELECT * FROM "Contact" WHERE ${visibleContacts(viewer)} ORDER BY "createdAt" DESC, "id" DESC LIMIT ${SAMPLE} OFFSET 0) AS "Contact"`;
    return (await countUpTo(db, { from: newest, where, max: Math.round(SAMPLE * COUNT_NEAR) - 1 })) / SAMPLE;
  });
}

/** Counts through the index of words; where its bitmap does not fit into memory, every row of whole pages would be read again. */
function countFound(db: OrgDb, counted: BoundedCount): Promise<number> {
  return db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT set_config('work_mem', '64MB', true)`;
    return countUpTo(tx, counted);
  }, { timeout: WALK_TIMEOUT_MS });
}

/** Reads a page along the index of its order, whatever the planner thinks of it. */
function walk(db: OrgDb, query: KeysetQuery<ContactRow>): Promise<KeysetPage<ContactRow>> {
  return alongTheOrder(db, (tx) => readKeysetPage<ContactRow>(tx, query));
}

function alongTheOrder<T>(db: OrgDb, read: (tx: OrgTx) => Promise<T>): Promise<T> {
  return db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT set_config('enable_bitmapscan', 'off', true), set_config('enable_seqscan', 'off', true), set_config('enable_sort', 'off', true)`;
    return read(tx);
  }, { timeout: WALK_TIMEOUT_MS });
}

/** Which of these words so many contacts have that naming them all would take longer than asking the client of one record after the other. */
export async function findCommonWords(db: OrgDb, viewer: Viewer, words: readonly string[], now: Date): Promise<Set<string>> {
  const everyone: Viewer = { ...viewer, reach: 'all' };
  const rare = await Promise.all(
    words.map((word) => {
      const filter = { ...EMPTY_CONTACT_FILTER, q: word };
      return isRare(db, { viewer: everyone, filter, where: contactWhere(everyone, filter, now) });
    }),
  );
  return new Set(words.filter((_word, index) => !rare[index]));
}

function isCustomSort({ sort }: ContactFilter): boolean {
  return sort.includes('cf.');
}

/** OFFSET 0 keeps the planner from taking the order's index for the search. */
function foundFirst(where: Prisma.Sql, most: number): Prisma.Sql {
  return Prisma.sql`(SELECT * FROM "Contact" WHERE ${where} LIMIT ${most} OFFSET 0) AS "Contact"`;
}

/**
 * How many contacts a filter shows; one more than `contactCountLimit` means more than that.
 */
export async function countContacts(db: OrgDb, { viewer, filter, now }: Pick<ContactListOptions, 'viewer' | 'filter' | 'now'>): Promise<number> {
  const where = contactWhere(viewer, filter, now);
  const counted = { from: CONTACTS, where, max: contactCountLimit(filter), memory: { key: searchKey(viewer, filter), now } };
  if (filter.q === '' || filter.isSimilar) return countUpTo(db, counted);
  return (await shareOfNewest(db, { viewer, filter, where })) >= COUNT_NEAR ? alongTheOrder(db, (tx) => countUpTo(tx, counted)) : countFound(db, counted);
}

/** Up to how many contacts of this filter are counted. */
export function contactCountLimit({ q, isSimilar }: ContactFilter): number {
  if (isSimilar) return SIMILAR_MAX;
  return q ? SEARCH_COUNT_MAX : COUNT_MAX;
}

/** Whether the person would see any contact at all, whatever the filter. */
export async function hasAnyContact(db: OrgDb, viewer: Viewer): Promise<boolean> {
  const rows = await db.$queryRaw<object[]>`SELECT 1 FROM "Contact" WHERE ${visibleContacts(viewer)} LIMIT 1`;
  return rows.length > 0;
}

export interface ContactChoice {
  id: string;
  label: string;
  detail: string;
}

/** Contacts for a picker or the palette: what was meant first; by likeness when nobody has the words; the newest for no words at all. */
export async function searchContacts(db: OrgDb, viewer: Viewer, q: string, limit: number): Promise<ContactChoice[]> {
  const now = new Date();
  const read = (change: Partial<ContactFilter>) => listContacts(db, { viewer, fields: [], now, limit, filter: { ...EMPTY_CONTACT_FILTER, q, ...change } });
  const asked = q.trim();
  let { rows } = await read(asked ? { q: asked, sort: 'relevance' } : { q: '', sort: '-created' });
  if (rows.length === 0 && asked) ({ rows } = await read({ q: asked, sort: 'relevance', isSimilar: true }));
  return rows.map(({ id, name, ...contact }) => ({ id, label: name, detail: contactDetail(contact) }));
}

/** What tells a contact from another of the same name, in one line. */
export function contactDetail({ contactPerson, phones, emails, city }: Pick<ContactRow, 'contactPerson' | 'phones' | 'emails' | 'city'>): string {
  return [contactPerson, phones[0] ? sayPhone(phones[0]) : emails[0], city].filter(Boolean).join(' · ');
}
