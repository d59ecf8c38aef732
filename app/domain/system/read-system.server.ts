import { env } from '~/platform/env.server';
import { countQueues } from '~/platform/jobs/job-table.server';
import { settlePart, type Part } from './part.server';
import { hasDemoUsers, readBackup, readDatabase, readDisk, readInstances, readLimits, readMail, readSlow, readStorage, readVersions } from './read-parts.server';
import { findWarnings } from './system-warnings';

const valueOf = <T>(part: Part<T>): T | null => (part.ok ? part.value : null);

/**
 * How the installation stands. Each part is asked for at once and fails by itself: the page is most needed when something does not work.
 * @param since the start of today; `isProxied`: the request came with a proxy's headers
 */
export async function readSystem({ now, since, isProxied }: { now: Date; since: Date; isProxied: boolean }) {
  const { APP_URL, TRUST_PROXY } = env();
  const [versions, instances, queues, mail, storage, disk, database, backup, slow, limits, demo] = await Promise.all([
    settlePart(readVersions),
    settlePart(readInstances),
    settlePart(() => countQueues(since)),
    settlePart(readMail),
    settlePart(readStorage),
    settlePart(readDisk),
    settlePart(readDatabase),
    settlePart(readBackup),
    settlePart(readSlow),
    settlePart(readLimits),
    settlePart(hasDemoUsers),
  ]);
  const warnings = findWarnings({
    now,
    instances: valueOf(instances),
    mail: valueOf(mail),
    storage: valueOf(storage),
    disk: valueOf(disk),
    database: valueOf(database),
    backup: valueOf(backup),
    limits: valueOf(limits),
    hasAppUrl: APP_URL !== undefined,
    hasDemoUsers: valueOf(demo) ?? false,
    isProxyIgnored: isProxied && !TRUST_PROXY,
  });
  return { warnings, versions, instances, queues, mail, storage, disk, database, backup, slow, limits };
}

export type System = Awaited<ReturnType<typeof readSystem>>;
