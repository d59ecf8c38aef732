import { formFields } from '../leads/form-fields';

/** Counters of one element of the form over the asked days. */
export interface FieldCounts {
  key: string;
  clicks: number;
  /** Views in which it was entered. */
  reached: number;
  timeMs: number;
  corrections: number;
  errors: number;
  /** Views that were begun, not sent, and left here. */
  last: number;
  rage: number;
  dead: number;
}

/** A field as the table shows it; averages are null where too few came to it. */
export interface FieldLine {
  key: string;
  last: number;
  /** Of the views that were begun and not sent. */
  lastShare: number | null;
  reached: number;
  /** Of all measured views. */
  reachedShare: number | null;
  /** Per view that reached it. */
  timeMs: number | null;
  corrections: number | null;
  errors: number | null;
}

/** Columns by which the table sorts, the most telling first. */
export const FIELD_SORTS = ['last', 'reached', 'timeMs', 'corrections', 'errors'] as const;
export type FieldSort = (typeof FIELD_SORTS)[number];

/** Averages over fewer views say nothing. */
export const MIN_REACHED = 10;

export function parseFieldSort(text: string | null): FieldSort {
  return FIELD_SORTS.find((sort) => sort === text) ?? 'last';
}

/**
 * The lines of the table of fields, highest first; equals stand in the order of the form.
 * @param totals views that were measured, and those begun and not sent
 */
export function fieldLines(counts: FieldCounts[], totals: { views: number; abandoned: number }, sort: FieldSort): FieldLine[] {
  const byKey = new Map(counts.map((count) => [count.key, count]));
  const lines = formFields.map(({ name }) => toLine(byKey.get(name) ?? empty(name), totals));
  return lines.sort((a, b) => (b[sort] ?? -1) - (a[sort] ?? -1));
}

/** Elements with rage or dead clicks, worst first. */
export function upsetLines(counts: FieldCounts[]): FieldCounts[] {
  return counts.filter(({ rage, dead }) => rage + dead > 0).sort((a, b) => b.rage - a.rage || b.dead - a.dead || b.clicks - a.clicks);
}

function toLine({ key, last, reached, timeMs, corrections, errors }: FieldCounts, { views, abandoned }: { views: number; abandoned: number }): FieldLine {
  const each = (sum: number) => (reached < MIN_REACHED ? null : sum / reached);
  return {
    key,
    last,
    lastShare: abandoned > 0 ? last / abandoned : null,
    reached,
    reachedShare: views > 0 ? Math.min(1, reached / views) : null,
    timeMs: each(timeMs),
    corrections: each(corrections),
    errors: each(errors),
  };
}

function empty(key: string): FieldCounts {
  return { key, clicks: 0, reached: 0, timeMs: 0, corrections: 0, errors: 0, last: 0, rage: 0, dead: 0 };
}
