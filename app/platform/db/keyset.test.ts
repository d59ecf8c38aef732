import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Prisma } from '~/generated/prisma/client';
import { cursorOf, defineOrder, formatCursor, parseCursor } from './keyset';

interface Row {
  id: string;
  name: string;
  amount: Prisma.Decimal | null;
  due: Date | null;
  count: number;
  at: Date;
}

const id = '0198d2a4-7c1e-7e55-8a5c-0123456789ab';
const row: Row = { id, name: 'Ёлкин «Ё» 😀', amount: new Prisma.Decimal('12345678901234.50'), due: new Date('2026-03-01'), count: 3, at: new Date('2026-01-02T03:04:05.678Z') };
const order = defineOrder<Row>([
  { name: 'amount', sql: Prisma.sql`"amount"`, type: 'numeric', descending: true, nullable: true },
  { name: 'due', sql: Prisma.sql`"due"`, type: 'date', nullable: true },
  { name: 'count', sql: Prisma.sql`"count"`, type: 'int' },
  { name: 'name', sql: Prisma.sql`"name"`, type: 'text' },
  { name: 'at', sql: Prisma.sql`"at"`, type: 'timestamptz' },
  { name: 'id', sql: Prisma.sql`"id"`, type: 'uuid' },
]);

describe('an order', () => {
  it('has a stretch for every way in which values are missing, the known ones first', () => {
    expect(order.map(({ steps }) => steps.map(({ name }) => name).join())).toEqual([
      'amount,due,count,name,at,id', 'amount,count,name,at,id', 'due,count,name,at,id', 'count,name,at,id',
    ]);
    expect(order.map(({ where }) => where?.sql)).toEqual([
      '"amount" IS NOT NULL AND "due" IS NOT NULL', '"amount" IS NOT NULL AND "due" IS NULL',
      '"amount" IS NULL AND "due" IS NOT NULL', '"amount" IS NULL AND "due" IS NULL',
    ]);
  });

  it.each([
    [row, 0],
    [{ ...row, due: null }, 1],
    [{ ...row, amount: null }, 2],
    [{ ...row, amount: null, due: null }, 3],
  ] as const)('puts a row into one stretch (%#) and finds the place again', (place, stretch) => {
    const cursor = cursorOf<Row>(place, order);
    expect(cursor.stretch).toBe(stretch);
    expect(parseCursor(formatCursor(cursor), order)).toEqual(cursor);
    expect(order.filter(({ holds }) => holds(place))).toHaveLength(1);
  });

  it('writes values exactly', () => {
    expect(cursorOf(row, order).values).toEqual(['12345678901234.5', '2026-03-01', 3, row.name, '2026-01-02T03:04:05.678Z', id]);
  });
});

describe('a cursor', () => {
  const values = cursorOf(row, order).values;
  it.each([
    ['another stretch', { stretch: 9, values }],
    ['too few values', { stretch: 0, values: values.slice(1) }],
    ['no number', { stretch: 0, values: values.with(0, '1e5') }],
    ['no day', { stretch: 0, values: values.with(1, '2026-02-30') }],
    ['a broken number', { stretch: 0, values: values.with(2, 1.5) }],
    ['a number beyond the column', { stretch: 0, values: values.with(2, 3e9) }],
    ['a text that cannot be stored', { stretch: 0, values: values.with(3, 'a\0b') }],
    ['half a character', { stretch: 0, values: values.with(3, '\ud83d') }],
    ['another form of a moment', { stretch: 0, values: values.with(4, '2026-01-02') }],
    ['no id', { stretch: 0, values: values.with(5, '1') }],
  ])('with %s is the start of the list', (_, cursor) => {
    expect(parseCursor(formatCursor(cursor), order)).toBeNull();
  });

  it('made up by anybody is a place of the order or none', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.base64String(), fc.jsonValue().map((value) => Buffer.from(JSON.stringify(value)).toString('base64'))), (text) => {
        const cursor = parseCursor(text, order);
        if (cursor) expect(order[cursor.stretch]?.steps).toHaveLength(cursor.values.length);
      }),
    );
  });
});
