import type { LeadSort } from './lead-filter';

/** A column that lists sort by, and the type of its values in a cursor. */
export type OrderColumn = 'score' | 'createdAt' | 'responseDueAt' | 'lastName' | 'firstName' | 'id';

export interface OrderStep {
  column: OrderColumn;
  descending?: boolean;
}

/**
 * A stretch of a list with an order of its own. Most orders are one stretch; by time left there are three, because a
 * clock that nobody waits for any more has no place among those that run.
 */
export interface OrderSegment {
  rows: 'all' | 'waiting' | 'waitingWithoutClock' | 'notWaiting';
  steps: readonly OrderStep[];
}

const byScore = [{ column: 'score', descending: true }, { column: 'createdAt' }, { column: 'id' }] as const satisfies OrderStep[];

/** Every order ends with the id, so that it is total and pages neither repeat nor skip a row. */
export const LEAD_ORDERS: Readonly<Record<LeadSort, readonly OrderSegment[]>> = {
  score: [{ rows: 'all', steps: byScore }],
  newest: [{ rows: 'all', steps: [{ column: 'createdAt', descending: true }, { column: 'id' }] }],
  oldest: [{ rows: 'all', steps: [{ column: 'createdAt' }, { column: 'id', descending: true }] }],
  name: [{ rows: 'all', steps: [{ column: 'lastName' }, { column: 'firstName' }, { column: 'id' }] }],
  due: [
    { rows: 'waiting', steps: [{ column: 'responseDueAt' }, { column: 'createdAt' }, { column: 'id' }] },
    { rows: 'waitingWithoutClock', steps: [{ column: 'createdAt' }, { column: 'id' }] },
    { rows: 'notWaiting', steps: byScore },
  ],
};

/** A place in a list, just beside a row: its stretch and the values of that stretch's columns. */
export interface LeadCursor {
  segment: number;
  values: (string | number)[];
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const CURSOR_MAX = 1_000;

/** The cursor as it stands in an address; opaque to everybody but `parseCursor`. */
export function formatCursor({ segment, values }: LeadCursor): string {
  const bytes = new TextEncoder().encode(JSON.stringify([segment, ...values]));
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** Null for everything that `formatCursor` did not make for this order: the list then begins at its start. */
export function parseCursor(text: string | null, sort: LeadSort): LeadCursor | null {
  if (!text || text.length > CURSOR_MAX) return null;
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    const [segment, ...values] = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown[];
    const steps = LEAD_ORDERS[sort][segment as number]?.steps;
    const fits = steps && values.length === steps.length && steps.every(({ column }, index) => isValueOf(column, values[index]));
    return fits ? { segment: segment as number, values: values as (string | number)[] } : null;
  } catch {
    return null;
  }
}

export interface OrderedRow {
  id: string;
  score: number;
  createdAt: Date;
  responseDueAt: Date | null;
  lastName: string;
  firstName: string;
  respondedAt: Date | null;
  state: string;
}

/** The place of a row in this order. */
export function cursorOf(row: OrderedRow, sort: LeadSort): LeadCursor {
  const segments = LEAD_ORDERS[sort];
  const kind = rowKind(row);
  const segment = Math.max(0, segments.findIndex(({ rows }) => rows === kind));
  const steps = segments[segment]?.steps ?? byScore;
  return { segment, values: steps.map(({ column }) => toValue(row[column])) };
}

function rowKind({ respondedAt, state, responseDueAt }: OrderedRow): OrderSegment['rows'] {
  if (respondedAt !== null || (state !== 'NEW' && state !== 'IN_PROGRESS')) return 'notWaiting';
  return responseDueAt === null ? 'waitingWithoutClock' : 'waiting';
}

function toValue(value: string | number | Date | null): string | number {
  return value instanceof Date ? value.toISOString() : (value ?? '');
}

function isValueOf(column: OrderColumn, value: unknown): boolean {
  if (column === 'score') return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= 1_000;
  if (typeof value !== 'string' || /\0|\p{Cs}/u.test(value)) return false;
  if (column === 'id') return UUID.test(value);
  if (column === 'lastName' || column === 'firstName') return value.length <= 200;
  const date = new Date(value);
  return !Number.isNaN(date.getTime()) && date.getUTCFullYear() > 1900 && date.getUTCFullYear() < 4000 && date.toISOString() === value;
}
