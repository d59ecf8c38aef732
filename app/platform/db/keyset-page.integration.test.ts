import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../prisma/random';
import { Prisma } from '~/generated/prisma/client';
import { db } from '~/platform/db.server';
import { countUpTo } from './count-up-to';
import { defineOrder, formatCursor, parseCursor, type Cursor, type Order } from './keyset';
import { readKeysetPage, type KeysetPage } from './keyset-page';
import { parsePlace, turnPage } from './list-place';

interface Row {
  id: string;
  kind: string;
  name: string;
  amount: Prisma.Decimal | null;
  day: Date | null;
}

const random = createRandom(11);
const uuid = (index: number) => `0198d2a4-7c1e-7e55-8a5c-${String(index).padStart(12, '0')}`;
const things = Array.from({ length: 90 }, (_, index) => ({
  id: uuid(index),
  kind: random.pick(['a', 'b', 'c']),
  name: random.pick(['Арбат', 'Ёлка', 'Еж', 'жук', 'Zed', '']),
  amount: random.chance(0.3) ? null : random.pick(['0.00', '-5.25', '1000000000000.01', '7.10']),
  day: random.chance(0.3) ? null : random.pick(['2026-01-01', '2026-02-28', '2027-12-31']),
}));
const from = Prisma.sql`jsonb_to_recordset(${JSON.stringify(things)}::jsonb) AS t("id" uuid, "kind" text, "name" text, "amount" numeric(16,2), "day" date)`;
const select = Prisma.sql`t."id", t."kind", t."name", t."amount", t."day"`;

const id = { name: 'id', sql: Prisma.sql`t."id"`, type: 'uuid' } as const;
const name = { name: 'name', sql: Prisma.sql`(t."name" COLLATE "ru-x-icu")`, type: 'text' } as const;
const amount = { name: 'amount', sql: Prisma.sql`t."amount"`, type: 'numeric', nullable: true } as const;
const day = { name: 'day', sql: Prisma.sql`t."day"`, type: 'date', nullable: true } as const;

const orders: Record<string, Order<Row>> = {
  name: defineOrder<Row>([name, id]),
  'name from the end': defineOrder<Row>([{ ...name, descending: true }, id]),
  amount: defineOrder<Row>([amount, id]),
  'amount, the largest first': defineOrder<Row>([{ ...amount, descending: true }, { ...id, descending: true }]),
  'day, then the largest amount, then name': defineOrder<Row>([day, { ...amount, descending: true }, name, id]),
};

const read = (order: Order<Row>, rest: { cursor?: Cursor | null; direction?: 'after' | 'before'; limit: number; oneOf?: Prisma.Sql[] }): Promise<KeysetPage<Row>> =>
  readKeysetPage<Row>(db, { order, select, from, where: Prisma.sql`TRUE`, ...rest });

describe.each(Object.entries(orders))('a list by %s', (_, order) => {
  it.each(['after', 'before'] as const)('is the same page by page as at once, going %s', async (direction) => {
    const whole = (await read(order, { limit: 1_000 })).rows.map((row) => row.id);
    expect(whole).toHaveLength(things.length);
    const ids: string[] = [];
    let cursor: Cursor | null = null;
    if (direction === 'before') {
      let next: Cursor | null = null;
      do {
        cursor = next ?? cursor;
        next = (await read(order, { cursor: next, limit: 40 })).next;
      } while (next);
      ids.push(...(await read(order, { cursor, limit: 40 })).rows.map((row) => row.id));
      cursor = (await read(order, { cursor, limit: 40 })).previous;
    }
    do {
      const page: KeysetPage<Row> = await read(order, { cursor, direction, limit: 7 });
      const found = page.rows.map((row) => row.id);
      if (direction === 'after') ids.push(...found);
      else ids.unshift(...found);
      const place = direction === 'after' ? page.next : page.previous;
      cursor = place && parseCursor(formatCursor(place), order);
      expect(cursor).toEqual(place);
    } while (cursor);
    expect(ids).toEqual(whole);
  });

  it('merges its kinds in order, and leaves the others out', async () => {
    const oneOf = ['a', 'c'].map((kind) => Prisma.sql`t."kind" = ${kind}`);
    const whole = (await read(order, { limit: 1_000 })).rows.filter(({ kind }) => kind !== 'b').map((row) => row.id);
    const first = await read(order, { limit: 20, oneOf });
    const second = await read(order, { limit: 1_000, oneOf, cursor: first.next });
    expect([...first.rows, ...second.rows].map((row) => row.id)).toEqual(whole);
  });
});

describe('rows without a value', () => {
  it.each(['amount', 'amount, the largest first'])('stand last by %s', async (named) => {
    const { rows } = await read(orders[named] ?? [], { limit: 1_000 });
    const isMissing = rows.map((row) => row.amount === null);
    expect(isMissing).toEqual([...isMissing].sort());
  });
});

describe('pages', () => {
  const order = orders.name ?? [];
  const turn = (search: string, where = Prisma.sql`TRUE`) =>
    turnPage(parsePlace(new URLSearchParams(search), order), 'q=x', (at) => readKeysetPage<Row>(db, { order, select, from, where, limit: 40, ...at }));

  it('link to their neighbours and to the start', async () => {
    const first = await turn('');
    expect(first).toMatchObject({ isFirst: true, pages: { previous: null, first: null } });
    const second = await turn(first.pages.next ?? '');
    expect(second).toMatchObject({ isFirst: false, pages: { first: 'q=x' } });
    expect((await turn(second.pages.previous ?? '')).rows).toEqual(first.rows);
    expect((await turn(second.pages.next ?? '')).pages.next).toBeNull();
  });

  it('begin again when the rows of a place are gone', async () => {
    const { next } = (await turn((await turn('')).pages.next ?? '')).pages;
    const firstOnes = Prisma.sql`t."name" = ''`;
    const again = await turn(next ?? '', firstOnes);
    expect(again.isFirst).toBe(true);
    expect(again.rows.length).toBeGreaterThan(0);
  });
});

describe('a bounded count', () => {
  it('stops one beyond its bound and remembers that for a while', async () => {
    const now = new Date();
    const where = Prisma.sql`TRUE`;
    expect(await countUpTo(db, { from, where })).toBe(90);
    const memory = { key: 'test', now };
    expect(await countUpTo(db, { from, where, max: 10, memory })).toBe(11);
    expect(await countUpTo(db, { from, where: Prisma.sql`FALSE`, max: 10, memory })).toBe(11);
    expect(await countUpTo(db, { from, where: Prisma.sql`FALSE`, max: 10, memory: { key: 'test', now: new Date(now.getTime() + 31_000) } })).toBe(0);
  });
});
