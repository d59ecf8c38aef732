import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockedSpan, busyTime, gapsBetween, mergeSpans, nearestStart, overlaps, type Span } from './intervals';

const MINUTE = 60_000;
const span = fc.tuple(fc.integer({ min: -500, max: 500 }), fc.integer({ min: 0, max: 60 })).map(([from, length]): Span => ({ from: from * MINUTE, to: (from + length) * MINUTE }));
const spans = fc.array(span, { maxLength: 20 });
const buffers = fc.record({ beforeMin: fc.integer({ min: 0, max: 30 }), afterMin: fc.integer({ min: 0, max: 30 }) });
const length = (found: readonly Span[]) => found.reduce((sum, { from, to }) => sum + to - from, 0);

describe('ranges of time', () => {
  it.each([
    [{ from: 0, to: 5 }, { from: 5, to: 9 }, false],
    [{ from: 0, to: 5 }, { from: 4, to: 9 }, true],
    [{ from: 0, to: 9 }, { from: 4, to: 5 }, true],
    [{ from: 6, to: 9 }, { from: 1, to: 5 }, false],
  ])('%o and %o overlap: %s', (a, b, answer) => {
    expect(overlaps(a, b)).toBe(answer);
    expect(overlaps(b, a)).toBe(answer);
  });

  it('merge into ranges that stand apart and hold the same moments', () => {
    fc.assert(
      fc.property(spans, fc.integer({ min: -600, max: 600 }), (busy, minute) => {
        const merged = mergeSpans(busy);
        for (const [at, { from, to }] of merged.entries()) {
          expect(from).toBeLessThan(to);
          if (at > 0) expect(from).toBeGreaterThan(merged[at - 1]?.to ?? 0);
        }
        const holds = (all: readonly Span[]) => all.some(({ from, to }) => from <= minute * MINUTE && minute * MINUTE < to);
        expect(holds(merged)).toBe(holds(busy));
      }),
    );
  });

  it('leave gaps that meet nothing busy and fill the rest of the range', () => {
    fc.assert(
      fc.property(spans, span, (busy, within) => {
        const gaps = gapsBetween(busy, within);
        for (const gap of gaps) {
          expect(gap.from).toBeLessThan(gap.to);
          expect(gap.from).toBeGreaterThanOrEqual(within.from);
          expect(gap.to).toBeLessThanOrEqual(within.to);
          expect(mergeSpans(busy).some((taken) => overlaps(taken, gap))).toBe(false);
        }
        const inside = mergeSpans(busy).map(({ from, to }) => ({ from: Math.max(from, within.from), to: Math.min(to, within.to) })).filter(({ from, to }) => from < to);
        expect(length(gaps) + length(inside)).toBe(within.to - within.from);
        expect(busyTime(busy, within)).toBe(length(inside));
      }),
    );
  });
});

describe('the nearest start', () => {
  const wish = fc.record({ durationMs: fc.integer({ min: 1, max: 200 }).map((minutes) => minutes * MINUTE), earliest: fc.integer({ min: -500, max: 500 }).map((minute) => minute * MINUTE), buffers, stepMs: fc.constantFrom(1, 15 * MINUTE) });
  const fits = (busy: readonly Span[], start: number, { durationMs, buffers: kept }: { durationMs: number; buffers: { beforeMin: number; afterMin: number } }) =>
    !mergeSpans(busy).some((taken) => overlaps(taken, blockedSpan({ from: start, to: start + durationMs }, kept)));

  it('never overlaps, is never too early, and is the wished one when that is free', () => {
    fc.assert(
      fc.property(spans, wish, (busy, asked) => {
        const start = nearestStart(busy, asked);
        expect(start).toBeGreaterThanOrEqual(asked.earliest);
        expect(fits(busy, start, asked)).toBe(true);
        if (fits(busy, asked.earliest, asked)) expect(start).toBe(asked.earliest);
        else expect(start % asked.stepMs === 0).toBe(true);
      }),
    );
  });

  it('has no earlier one', () => {
    fc.assert(
      fc.property(spans, wish, (busy, asked) => {
        const start = nearestStart(busy, asked);
        for (let tried = asked.earliest; tried < start; tried += MINUTE) {
          if (tried === asked.earliest || tried % asked.stepMs === 0) expect(fits(busy, tried, asked)).toBe(false);
        }
      }),
    );
  });

  it('keeps the buffers of both sides', () => {
    const busy = [blockedSpan({ from: 0, to: 60 * MINUTE }, { beforeMin: 10, afterMin: 20 })];
    expect(nearestStart(busy, { durationMs: 30 * MINUTE, earliest: 0, buffers: { beforeMin: 10, afterMin: 20 } })).toBe(90 * MINUTE);
  });
});
