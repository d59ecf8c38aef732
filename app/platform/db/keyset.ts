import { Prisma } from '~/generated/prisma/client';

/** How a column's values are written in a cursor and bound in SQL. */
export type KeyType = 'int' | 'text' | 'uuid' | 'timestamptz' | 'date' | 'numeric';

export interface KeyStep<Row> {
  /** The property of a row that carries this value as the database gives it. */
  name: keyof Row & string;
  sql: Prisma.Sql;
  type: KeyType;
  descending?: boolean;
  /** Rows without a value stand last, in whichever direction the others go. */
  nullable?: boolean;
}

/**
 * A stretch of a list with an order of its own. Most orders are one stretch; rows without a value, or of another kind,
 * make further ones, so that each can be walked along an index.
 */
export interface Stretch<Row> {
  /** Null: all rows. */
  where: Prisma.Sql | null;
  holds: (row: Row) => boolean;
  steps: readonly KeyStep<Row>[];
}

export type Order<Row> = readonly Stretch<Row>[];

/** A place in a list, just beside a row: its stretch and the values of that stretch's columns. */
export interface Cursor {
  stretch: number;
  values: (string | number)[];
}

/** An order by columns. The last one must be unique, so that the order is total and pages neither repeat nor skip a row. */
export function defineOrder<Row>(steps: readonly KeyStep<Row>[]): Order<Row> {
  const at = steps.findIndex(({ nullable }) => nullable);
  const step = steps[at];
  if (!step) return [{ where: null, holds: () => true, steps }];
  const isMissing = (row: Row) => row[step.name] == null;
  const known = defineOrder(steps.with(at, { ...step, nullable: false }));
  const missing = defineOrder(steps.toSpliced(at, 1));
  return [
    ...known.map((stretch) => narrow(stretch, Prisma.sql`${step.sql} IS NOT NULL`, (row) => !isMissing(row))),
    ...missing.map((stretch) => narrow(stretch, Prisma.sql`${step.sql} IS NULL`, isMissing)),
  ];
}

function narrow<Row>({ where, holds, steps }: Stretch<Row>, condition: Prisma.Sql, isOfIt: (row: Row) => boolean): Stretch<Row> {
  return { where: where ? Prisma.sql`${condition} AND ${where}` : condition, holds: (row) => isOfIt(row) && holds(row), steps };
}

/** The place of a row in this order. */
export function cursorOf<Row>(row: Row, order: Order<Row>): Cursor {
  const stretch = Math.max(0, order.findIndex(({ holds }) => holds(row)));
  return { stretch, values: (order[stretch]?.steps ?? []).map(({ name, type }) => toValue(row[name], type)) };
}

const CURSOR_MAX = 4_000;

/** The cursor as it stands in an address; opaque to everybody but `parseCursor`. */
export function formatCursor({ stretch, values }: Cursor): string {
  const bytes = new TextEncoder().encode(JSON.stringify([stretch, ...values]));
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** Null for everything that `formatCursor` did not make for this order: the list then begins at its start. */
export function parseCursor<Row>(text: string | null, order: Order<Row>): Cursor | null {
  if (!text || text.length > CURSOR_MAX) return null;
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    const [stretch, ...values] = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown[];
    const steps = order[stretch as number]?.steps;
    const fits = steps && values.length === steps.length && steps.every(({ type }, index) => isValueOf(type, values[index]));
    return fits ? { stretch: stretch as number, values: values as (string | number)[] } : null;
  } catch {
    return null;
  }
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const NUMERIC = /^-?\d{1,30}(?:\.\d{1,20})?$/;
const INT_MAX = 2_147_483_647;
const TEXT_MAX = 1_000;

function toValue(value: unknown, type: KeyType): string | number {
  if (value instanceof Date) return type === 'date' ? value.toISOString().slice(0, 10) : value.toISOString();
  if (Prisma.Decimal.isDecimal(value)) return value.toFixed();
  if (typeof value === 'number') return type === 'int' ? value : String(value);
  return typeof value === 'string' ? value : '';
}

function isValueOf(type: KeyType, value: unknown): boolean {
  if (type === 'int') return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= INT_MAX;
  if (typeof value !== 'string') return false;
  switch (type) {
    case 'uuid':
      return UUID.test(value);
    case 'text':
      return value.length <= TEXT_MAX && !/\0|\p{Cs}/u.test(value);
    case 'numeric':
      return NUMERIC.test(value);
    case 'date':
      return isMoment(`${value}T00:00:00.000Z`);
    case 'timestamptz':
      return isMoment(value);
  }
}

function isMoment(value: string): boolean {
  const date = new Date(value);
  return !Number.isNaN(date.getTime()) && date.getUTCFullYear() > 1900 && date.getUTCFullYear() < 4000 && date.toISOString() === value;
}
