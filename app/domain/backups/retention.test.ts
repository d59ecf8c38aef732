import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseRemovals, parseKeep } from './retention';

const at = (text: string) => ({ madeAt: new Date(`${text}Z`) });
const daysOf = (backups: { madeAt: Date }[]) => backups.map(({ madeAt }) => madeAt.toISOString().slice(0, 10)).sort();

describe('parseKeep', () => {
  it.each([
    ['7d 4w 6m', { days: 7, weeks: 4, months: 6 }],
    ['30d', { days: 30, weeks: 0, months: 0 }],
    ['3d 2m', { days: 3, weeks: 0, months: 2 }],
    ['0d', { days: 0, weeks: 0, months: 0 }],
  ])('reads %s', (text, keep) => expect(parseKeep(text)).toEqual(keep));
});

describe('chooseRemovals', () => {
  it('keeps the newest of each day', () => {
    const backups = [at('2026-11-20T03:00:00'), at('2026-11-20T15:00:00'), at('2026-11-21T03:00:00')];
    expect(chooseRemovals(backups, parseKeep('7d'))).toEqual([backups[0]]);
  });

  it('keeps the newest of each week from Monday, and of each month', () => {
    const backups = ['2026-09-30', '2026-10-01', '2026-10-31', '2026-11-08', '2026-11-09', '2026-11-15', '2026-11-16', '2026-11-20', '2026-11-21'].map((day) => at(`${day}T03:00:00`));
    const removed = chooseRemovals(backups, parseKeep('1d 3w 3m'));
    expect(daysOf(removed)).toEqual(['2026-10-01', '2026-11-09', '2026-11-16', '2026-11-20']);
  });

  it('counts only days that have a backup: a pause thins nothing out', () => {
    const backups = [at('2026-01-01T03:00:00'), at('2026-01-02T03:00:00'), at('2026-11-21T03:00:00')];
    expect(chooseRemovals(backups, parseKeep('3d'))).toEqual([]);
  });

  const someBackups = fc.array(fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }).map((madeAt) => ({ madeAt })), { maxLength: 60 });
  const someKeep = fc.record({ days: fc.nat(40), weeks: fc.nat(10), months: fc.nat(10) });

  it('never removes the newest one, and of what stays a second look removes nothing', () => {
    fc.assert(
      fc.property(someBackups, someKeep, (backups, keep) => {
        const removed = new Set(chooseRemovals(backups, keep));
        const kept = backups.filter((backup) => !removed.has(backup));
        const newest = Math.max(...backups.map(({ madeAt }) => madeAt.getTime()));
        if (backups.length > 0) expect(kept.some(({ madeAt }) => madeAt.getTime() === newest)).toBe(true);
        expect(chooseRemovals(kept, keep)).toEqual([]);
        expect(kept.length).toBeLessThanOrEqual(1 + keep.days + keep.weeks + keep.months);
      }),
    );
  });

  it('keeps more when asked to keep more', () => {
    fc.assert(
      fc.property(someBackups, someKeep, (backups, keep) => {
        const more = { days: keep.days + 1, weeks: keep.weeks + 1, months: keep.months + 1 };
        const removed = new Set(chooseRemovals(backups, keep));
        for (const backup of chooseRemovals(backups, more)) expect(removed.has(backup)).toBe(true);
      }),
    );
  });
});
