import { Prisma } from '~/generated/prisma/client';
import type { Viewer } from '~/domain/accounts/reach';
import { reachWhere } from '~/domain/accounts/reach.server';
import type { CustomField } from '~/domain/custom-fields/custom-field';
import { customFieldWhere } from '~/domain/custom-fields/custom-where.server';
import { contactHasDeals } from '~/domain/deals/deals-of-contacts.server';
import { periodWhere } from '~/domain/periods/period.server';
import { NO_SOURCE, type ContactFilter } from './contact-filter';
import { escapeLike, nearPatterns, readContactQuery, type ContactQuery } from './contact-query';

/** Below this many letters the index of letter triples is of no use. */
const TRIPLE = 3;
/** Shorter stems occur in too many words. */
const STEM_MIN = 4;
const NEAR_MIN = 5;
/** A surname as it stands in a dictionary loses its own ending with the stemmer, and would find every Иван for Иванов. */
const INFLECTED = /^[а-яё]{5,}(?<![оеё]в|[иы]н)$/;

/**
 * The condition of a filter on the table "Contact". Live contacts are told by literals, so that the partial indexes are
 * recognised.
 * @param _fields the organisation's custom fields; the filter's own conditions say what they need
 */
export function contactWhere(viewer: Viewer, filter: ContactFilter, now: Date, _fields?: readonly CustomField[]): Prisma.Sql {
  const conditions = [visibleContacts(viewer)];
  const add = (condition: Prisma.Sql) => conditions.push(condition);
  if (filter.kind) add(Prisma.sql`"kind" = ${filter.kind}::text::"ContactKind"`);
  if (filter.tags.length > 0) add(Prisma.sql`"tags" @> ${filter.tags}::varchar[]`);
  if (filter.city) add(Prisma.sql`"city" = ${filter.city}`);
  if (filter.owner === 'nobody') add(Prisma.sql`"ownerId" IS NULL`);
  else if (filter.owner === 'mine') add(Prisma.sql`("ownerId" = ${viewer.userId}::uuid OR "createdById" = ${viewer.userId}::uuid)`);
  else if (filter.owner) add(Prisma.sql`"ownerId" = ${filter.owner === 'me' ? viewer.userId : filter.owner}::uuid`);
  if (filter.source) add(filter.source === NO_SOURCE ? Prisma.sql`"source" IS NULL` : Prisma.sql`"source" = ${filter.source}`);
  if (filter.created.period) add(periodWhere(Prisma.sql`"createdAt"`, filter.created, viewer.timeZone, now));
  if (filter.hasDeals) add(filter.hasDeals === 'yes' ? contactHasDeals(Prisma.sql`"Contact"`) : Prisma.sql`NOT ${contactHasDeals(Prisma.sql`"Contact"`)}`);
  if (filter.custom.length > 0) add(customFieldWhere(Prisma.sql`"custom"`, filter.custom));
  if (filter.q) add(filter.isSimilar ? similarWhere(readContactQuery(filter.q)) : wordsWhere(readContactQuery(filter.q)));
  return Prisma.join(conditions, ' AND ');
}

/** Contacts that are neither deleted nor merged into another one, and that the viewer may see. */
export function visibleContacts(viewer: Viewer): Prisma.Sql {
  const live = Prisma.sql`"organizationId" = ${viewer.organizationId}::uuid AND "deletedAt" IS NULL AND "mergedIntoId" IS NULL`;
  if (viewer.reach === 'all') return live;
  return Prisma.sql`${live} AND ${reachWhere(viewer, [Prisma.sql`"ownerId"`, Prisma.sql`"createdById"`])}`;
}

/** Every word must occur: as it was typed in any place, or in another form of the word. */
function wordsWhere({ words, digits, keys }: ContactQuery): Prisma.Sql {
  if (digits) return Prisma.sql`(${Prisma.join(digits.map(occurs), ' OR ')})`;
  if (keys.length > 0) return Prisma.join(words.map(occurs), ' AND ');
  const [only = ''] = words;
  if (words.length === 1 && only.length < TRIPLE) return nameBegins(only);
  return Prisma.join(words.map((word) => (word.length < TRIPLE ? occurs(word) : Prisma.sql`(${occurs(word)} OR ${isForm(word)})`)), ' AND ');
}

function occurs(word: string): Prisma.Sql {
  return Prisma.sql`"searchText" LIKE ${`%${escapeLike(word)}%`}`;
}

/** Endings go on both sides, but not alike (Иванов becomes «иван», Ивановым «иванов»), so the stem is looked for in the text too. */
function isForm(word: string): Prisma.Sql {
  const match = Prisma.sql`to_tsvector('russian', "searchText") @@ plainto_tsquery('russian', ${word})`;
  if (!INFLECTED.test(word)) return match;
  const stem = Prisma.sql`(ts_lexize('russian_stem', ${word}))[1]`;
  // the cheaper test first: it is made for every row that the index proposes
  return Prisma.sql`"searchText" LIKE '%' || CASE WHEN length(${stem}) >= ${STEM_MIN}::int THEN ${stem} END || '%' OR ${match}`;
}

/** Every word must occur as it was typed or with one slip; short words beside others as they are, because too much is near them. */
function similarWhere({ words }: ContactQuery): Prisma.Sql {
  const near = words.map((word) =>
    word.length < NEAR_MIN && words.length > 1 ? occurs(word) : Prisma.sql`("searchText" LIKE ANY(${nearPatterns(word)}::text[]) OR ${occurs(word)})`,
  );
  return Prisma.join(near, ' AND ');
}

/** U+FFFF sorts after every other sign, so these are the names that begin so in the order of the name's own index, whatever their case. */
export function nameBegins(text: string): Prisma.Sql {
  return Prisma.sql`"name" >= ${text}::varchar AND "name" < ${`${text}\uffff`}::varchar`;
}

/**
 * The contacts that a search means most: their name, phone, e-mail or INN is what was typed. Between the small and the
 * capital letters of a name stand its other ways of writing, and no longer name.
 */
export function isMeant({ text, keys }: ContactQuery, organizationId: string): Prisma.Sql {
  const named = Prisma.sql`("name" BETWEEN ${text}::varchar AND ${text.toUpperCase()}::varchar AND lower("name") = ${text})`;
  if (keys.length === 0) return named;
  return Prisma.sql`("id" IN (SELECT k."contactId" FROM "ContactKey" k WHERE k."organizationId" = ${organizationId}::uuid AND k."key" = ANY(${keys}::varchar[])) OR ${named})`;
}
