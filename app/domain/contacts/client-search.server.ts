import { Prisma } from '~/generated/prisma/client';
import type { Reach, Viewer } from '~/domain/accounts/reach';
import { EMPTY_CONTACT_FILTER } from './contact-filter';
import { escapeLike } from './contact-query';
import { contactWhere } from './contact-where.server';

const WORDS_MAX = 6;

/** The words of a search among records of clients. A phone number, however it is grouped, is one word. */
export function searchWords(q: string): string[] {
  if (/^\+?[\d\s()-]{5,}$/.test(q)) return [q];
  return q.toLowerCase().split(/\s+/).filter(Boolean).slice(0, WORDS_MAX);
}

export interface ClientSearch {
  /** The table of the records, which has "organizationId" and "contactId". */
  table: Prisma.Sql;
  /** Lower-case text of a record, for which the index of letter triples is made. */
  text: Prisma.Sql;
  viewer: Omit<Viewer, 'reach'>;
  /** Of which clients; all when nothing is said. */
  reach?: Reach;
  /** Words that very many contacts have (`findCommonWords`); what is found is the same without. */
  common: ReadonlySet<string>;
  now: Date;
}

/** The word stands in the record's own text, or its client is found by it. */
export function foundByWord(word: string, { table, text, viewer, reach = 'all', common, now }: ClientSearch): Prisma.Sql {
  const clients = contactWhere({ ...viewer, reach }, { ...EMPTY_CONTACT_FILTER, q: word }, now);
  const isClient = common.has(word)
    ? Prisma.sql`EXISTS (SELECT FROM "Contact" WHERE "Contact"."organizationId" = ${table}."organizationId" AND "Contact"."id" = ${table}."contactId" AND ${clients})`
    : // an array, so that the indexes of both sides can be joined
      Prisma.sql`${table}."contactId" = ANY(ARRAY(SELECT "id" FROM "Contact" WHERE ${clients}))`;
  return Prisma.sql`(${text} LIKE ${`%${escapeLike(word)}%`} OR ${isClient})`;
}
