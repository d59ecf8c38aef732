import { expect, it } from 'vitest';
import { addDays } from './local-day';
import { timePoints } from './time-points';

const days = (count: number, n: number) => Array.from({ length: count }, (_, at) => ({ day: addDays('2026-01-01', at), meanMs: n ? 1000 * (at + 1) : null, n }));

it('draws a month by day, with gaps where too few were measured', () => {
  const { byWeek, points } = timePoints([...days(30, 5), { day: '2026-01-31', meanMs: 9000, n: 4 }]);
  expect([byWeek, points.length]).toEqual([false, 31]);
  expect(points[1]).toEqual({ from: '2026-01-02', to: '2026-01-02', meanMs: 2000, n: 5 });
  expect(points[30]).toMatchObject({ meanMs: null, n: 4 });
});

it('draws a quarter by weeks that end with the last day, each mean weighted by its views', () => {
  const { byWeek, points } = timePoints(days(90, 2));
  expect([byWeek, points.length]).toEqual([true, 13]);
  expect(points[0]).toEqual({ from: '2026-01-01', to: '2026-01-06', meanMs: 3500, n: 12 });
  expect(points.at(-1)).toMatchObject({ to: '2026-03-31', n: 14 });
  expect(points.reduce((sum, { n }) => sum + n, 0)).toBe(180);
});

it('has nothing to draw of nothing', () => {
  expect(timePoints([])).toEqual({ byWeek: false, points: [] });
  expect(timePoints(days(1, 0)).points[0]).toMatchObject({ meanMs: null, n: 0 });
});
