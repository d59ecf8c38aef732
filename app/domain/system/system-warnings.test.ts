import { describe, expect, it } from 'vitest';
import { findWarnings, type WarningFacts } from './system-warnings';
import type { Instance } from './system-facts';

const now = new Date('2026-11-22T09:00:00Z');
const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
const instance: Instance = { id: 'a', host: 'h', pid: 1, role: 'both', version: '1', startedAt: ago(9), seenAt: now, isAlive: true, isThis: true, state: null };
const backup = (hours: number) => ({ last: { at: ago(hours), name: 'n', sizeBytes: 1, isEncrypted: false }, failure: null });

const healthy: WarningFacts = {
  now,
  instances: [instance],
  mail: { isConfigured: true },
  storage: { error: null },
  disk: { totalBytes: 100, freeBytes: 50 },
  database: { skewMs: 3 },
  backup: backup(10),
  limits: { kind: 'local', error: null },
  hasAppUrl: true,
  hasDemoUsers: false,
  isProxyIgnored: false,
};

describe('findWarnings', () => {
  it('is silent where all is well', () => {
    expect(findWarnings(healthy)).toEqual([]);
  });

  it.each<[string, Partial<WarningFacts>, string[]]>([
    ['no mail server', { mail: { isConfigured: false } }, ['mail']],
    ['no address', { hasAppUrl: false }, ['address']],
    ['demo users', { hasDemoUsers: true }, ['demo']],
    ['a full disk', { disk: { totalBytes: 100, freeBytes: 9 } }, ['disk']],
    ['a tenth of the disk free', { disk: { totalBytes: 100, freeBytes: 10 } }, []],
    ['never a backup', { backup: { last: null, failure: null } }, ['backup']],
    ['a backup of two days ago', { backup: backup(48) }, []],
    ['an older one', { backup: backup(49) }, ['backup']],
    ['a failed one after a good one', { backup: { ...backup(3), failure: { at: now, error: 'x' } } }, ['backupFailed']],
    ['nobody who runs jobs', { instances: [{ ...instance, role: 'web' }] }, ['worker']],
    ['a silent worker', { instances: [{ ...instance, role: 'web' }, { ...instance, role: 'worker', isAlive: false }] }, ['worker']],
    ['a worker apart', { instances: [{ ...instance, role: 'web' }, { ...instance, role: 'worker' }] }, []],
    ['a proxy that is not believed', { isProxyIgnored: true }, ['proxy']],
    ['clocks that differ', { database: { skewMs: -2_001 } }, ['clock']],
    ['Redis away', { limits: { kind: 'redis', error: 'ECONNREFUSED' } }, ['limits']],
    ['a storage that does not answer', { storage: { error: 'down' } }, ['storage']],
    ['a database that does not answer', { database: null, instances: null, mail: null, backup: null, storage: null }, ['database', 'storage']],
  ])('%s', (_name, change, warnings) => {
    expect(findWarnings({ ...healthy, ...change })).toEqual(warnings);
  });
});
