import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backupName, isBackupDue, lastTimeOf, timeOfBackup } from './backup-clock';

// in the zone of the process, as the setting is
const at = (text: string) => new Date(text);

describe('lastTimeOf', () => {
  it.each([
    ['2026-11-20T03:00:00', '2026-11-20T03:00:00'],
    ['2026-11-20T02:59:59', '2026-11-19T03:00:00'],
    ['2026-11-20T23:00:00', '2026-11-20T03:00:00'],
    ['2026-01-01T01:00:00', '2025-12-31T03:00:00'],
  ])('at %s it was %s', (now, expected) => expect(lastTimeOf('03:00', at(now))).toEqual(at(expected)));
});

describe('isBackupDue', () => {
  it.each([
    ['the first time', null, null, true],
    ['done since', '2026-11-20T03:00:01', '2026-11-20T03:00:01', false],
    ['done yesterday', '2026-11-19T03:01:00', '2026-11-19T03:01:00', true],
    ['done by hand before its time', '2026-11-20T02:00:00', '2026-11-20T02:00:00', true],
    ['failed a moment ago', '2026-11-19T03:00:00', '2026-11-20T09:30:00', false],
    ['failed an hour ago', '2026-11-19T03:00:00', '2026-11-20T09:00:00', true],
    ['failed before its time', '2026-11-19T03:00:00', '2026-11-20T02:59:00', true],
  ])('%s', (_case, goodAt, triedAt, expected) => {
    const runs = { goodAt: goodAt ? at(goodAt) : null, triedAt: triedAt ? at(triedAt) : null };
    expect(isBackupDue('03:00', runs, at('2026-11-20T10:00:00'))).toBe(expected);
  });
});

describe('backupName', () => {
  it('says when, and sorts by it', () => {
    expect(backupName(new Date('2026-11-20T03:00:05.123Z'), false)).toBe('teplo-2026-11-20T03-00-05Z.tar.gz');
    expect(backupName(new Date('2026-11-20T03:00:05Z'), true)).toBe('teplo-2026-11-20T03-00-05Z.tar.gz.age');
  });

  it('gives its time back to the second', () => {
    const moments = fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
    fc.assert(fc.property(moments, fc.boolean(), (moment, isEncrypted) => {
      expect(timeOfBackup(backupName(moment, isEncrypted))?.getTime()).toBe(Math.floor(moment.getTime() / 1_000) * 1_000);
    }));
  });

  it.each(['teplo.tar.gz', 'teplo-2026-13-01T00-00-00Z.tar.gz', '.partial-1-teplo-2026-11-20T03-00-05Z.tar.gz', 'teplo-2026-11-20T03-00-05Z.tar.gz.txt', '../teplo-2026-11-20T03-00-05Z.tar.gz'])('knows that %s is none', (name) => {
    expect(timeOfBackup(name)).toBeNull();
  });
});
