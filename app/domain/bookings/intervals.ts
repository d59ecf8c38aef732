/** A half-open range of time [from, to), both in milliseconds. */
export interface Span {
  from: number;
  to: number;
}

/** Kept free around a booking. */
export interface Buffers {
  beforeMin: number;
  afterMin: number;
}

const MINUTE = 60_000;

/** Whether two ranges share a moment; one that ends when the other begins does not. */
export function overlaps(a: Span, b: Span): boolean {
  return a.from < b.to && b.from < a.to;
}

/** The range that a booking keeps from others: with the buffers. */
export function blockedSpan({ from, to }: Span, { beforeMin, afterMin }: Buffers): Span {
  return { from: from - beforeMin * MINUTE, to: to + afterMin * MINUTE };
}

/** The same time as ranges that neither touch nor overlap, in their order. Empty ranges are left out. */
export function mergeSpans(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of spans.filter(({ from, to }) => from < to).sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else merged.push({ ...span });
  }
  return merged;
}

/** What of a range is left between busy ranges, in its order. */
export function gapsBetween(busy: readonly Span[], within: Span): Span[] {
  const gaps: Span[] = [];
  let from = within.from;
  for (const span of mergeSpans(busy)) {
    if (span.to <= from) continue;
    if (span.from >= within.to) break;
    if (span.from > from) gaps.push({ from, to: span.from });
    from = span.to;
  }
  if (from < within.to) gaps.push({ from, to: within.to });
  return gaps;
}

/** How many milliseconds of a range are busy. */
export function busyTime(busy: readonly Span[], within: Span): number {
  const free = gapsBetween(busy, within).reduce((sum, { from, to }) => sum + to - from, 0);
  return Math.max(0, within.to - within.from) - free;
}

interface Wish {
  durationMs: number;
  /** Not before this moment; this very moment when it is free. */
  earliest: number;
  buffers: Buffers;
  /** Later starts are multiples of it: people do not begin at 10:07. */
  stepMs?: number;
}

/**
 * The first start, not before the earliest, from which a work of that length with its buffers meets nothing busy.
 * There is always one: after the last booking.
 * @param busy blocked ranges of all that must be free at once, buffers included
 */
export function nearestStart(busy: readonly Span[], { durationMs, earliest, buffers, stepMs = 1 }: Wish): number {
  const wish = blockedSpan({ from: earliest, to: earliest + durationMs }, buffers);
  const roundUp = (start: number) => (start <= earliest ? earliest : Math.ceil(start / stepMs) * stepMs);
  for (const gap of gapsBetween(busy, { from: wish.from, to: Infinity })) {
    const start = roundUp(gap.from + buffers.beforeMin * MINUTE);
    if (blockedSpan({ from: start, to: start + durationMs }, buffers).to <= gap.to) return start;
  }
  return earliest;
}
