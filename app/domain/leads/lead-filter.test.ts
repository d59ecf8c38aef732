import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFiltered, parseLeadFilter, periodDays, toSearchParams } from './lead-filter';
import { cursorOf, formatCursor, parseCursor } from '~/platform/db/keyset';
import { LEAD_ORDERS } from './lead-order';
import { LEAD_SORTS } from './lead-filter';

const parse = (search: string) => parseLeadFilter(new URLSearchParams(search));
const id = '0198d2a4-7c1e-7e55-8a5c-0123456789ab';

describe('the filter in the address', () => {
  it('shows open requests, hottest first, when nothing is asked for', () => {
    expect(parse('')).toMatchObject({ state: 'open', priorities: [], serviceId: null, period: null, assignee: null, q: '', sort: 'score' });
    expect(isFiltered(parse('sort=newest'))).toBe(false);
  });

  it('forgives what it does not know', () => {
    expect(parse('state=purple&priority=boiling&service=1&assignee=x&period=year&sort=price&from=2026-02-31')).toEqual(parse(''));
    expect(parse('priority=high&priority=medium&priority=low')).toEqual(parse(''));
    expect(parse('q=%00%00a').q).toBe('a');
    expect(parse(`q=${'я'.repeat(5_000)}`).q).toHaveLength(100);
  });

  it('reads several colours in any order, also as one list', () => {
    expect(parse('priority=low&priority=high').priorities).toEqual(['high', 'low']);
    expect(parse('priority=low,high').priorities).toEqual(['high', 'low']);
  });

  it('takes dates for own dates, in whichever order they stand', () => {
    expect(parse('from=2026-11-20&to=2026-11-01')).toMatchObject({ period: 'custom', from: '2026-11-01', to: '2026-11-20' });
    expect(parse('period=custom').period).toBeNull();
    expect(parse('period=7d&from=2026-11-01')).toMatchObject({ period: '7d', from: null });
  });

  it('counts local days back from today, today included', () => {
    expect(periodDays(parse('period=today'), '2026-03-01')).toEqual({ from: '2026-03-01', to: null });
    expect(periodDays(parse('period=7d'), '2026-03-01')).toEqual({ from: '2026-02-23', to: null });
    expect(periodDays(parse('period=30d'), '2026-03-01')).toEqual({ from: '2026-01-31', to: null });
  });

  it('comes back from its shortest address, whatever was typed', () => {
    const part = fc.oneof(fc.string(), fc.constantFrom('all', 'NEW', 'high', 'me', 'nobody', '7d', 'custom', 'due', id, '2026-01-02'));
    const names = fc.constantFrom('state', 'priority', 'service', 'assignee', 'period', 'from', 'to', 'answer', 'q', 'sort', 'other');
    fc.assert(
      fc.property(fc.array(fc.tuple(names, part)), (pairs) => {
        const filter = parseLeadFilter(new URLSearchParams(pairs));
        expect(parseLeadFilter(toSearchParams(filter))).toEqual(filter);
      }),
    );
  });
});

describe('the cursor', () => {
  const row = { id, score: 55, createdAt: new Date('2026-01-02T03:04:05.678Z'), responseDueAt: null, respondedAt: null, state: 'NEW', lastName: 'Ёлкин «Ё»', firstName: '😀' };

  it.each(LEAD_SORTS)('comes back for the order %s', (sort) => {
    for (const responseDueAt of [null, new Date(0)]) {
      const cursor = cursorOf({ ...row, responseDueAt }, LEAD_ORDERS[sort]);
      expect(parseCursor(formatCursor(cursor), LEAD_ORDERS[sort])).toEqual(cursor);
    }
  });

  it('is the start of the list when it was made up or belongs to another order', () => {
    const made = formatCursor(cursorOf(row, LEAD_ORDERS.score));
    expect(parseCursor(made, LEAD_ORDERS.name)).toBeNull();
    expect(parseCursor(formatCursor({ stretch: 9, values: [] }), LEAD_ORDERS.score)).toBeNull();
    expect(parseCursor(formatCursor({ stretch: 0, values: [1.5, row.createdAt.toISOString(), id] }), LEAD_ORDERS.score)).toBeNull();
    expect(parseCursor(formatCursor({ stretch: 0, values: [1, '2026-01-02', id] }), LEAD_ORDERS.score)).toBeNull();
    fc.assert(fc.property(fc.string(), fc.constantFrom(...LEAD_SORTS), (text, sort) => {
      const cursor = parseCursor(text, LEAD_ORDERS[sort]);
      if (cursor) expect(LEAD_ORDERS[sort][cursor.stretch]?.steps).toHaveLength(cursor.values.length);
    }));
  });
});
