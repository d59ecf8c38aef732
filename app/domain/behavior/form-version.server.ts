import { createHash } from 'node:crypto';
import { db, orgDb } from '~/platform/db.server';

/** Raise it when the form's layout changes without its elements changing: older heat would no longer fit. */
const LAYOUT = 1;
const MAX_CACHED = 5_000;
const UNKNOWN_TTL_MS = 5_000;
const ORGANIZATION_TTL_MS = 30_000;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export interface CollectedOrganization {
  id: string;
  timeZone: string;
}

/**
 * Values that are read at nearly every request and hardly ever change. Keeps the promise, so that many requests at once
 * ask once; what is missing is asked for again soon, and what failed at once.
 */
class Cache<T> {
  readonly #entries = new Map<string, { value: Promise<T | null>; until: number }>();

  constructor(private readonly ttlMs: number) {}

  find(key: string, load: () => Promise<T | null>): Promise<T | null> {
    const known = this.#entries.get(key);
    if (known && known.until > Date.now()) return known.value;
    if (this.#entries.size >= MAX_CACHED) this.#entries.delete(this.#entries.keys().next().value ?? '');
    const entry = { value: load(), until: Date.now() + this.ttlMs };
    this.#entries.set(key, entry);
    entry.value.then(
      (value) => {
        if (value === null) entry.until = Math.min(entry.until, Date.now() + UNKNOWN_TTL_MS);
      },
      () => this.#entries.delete(key),
    );
    return entry.value;
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }
}

const organizations = new Cache<CollectedOrganization>(ORGANIZATION_TTL_MS);
const elementKeys = new Cache<ReadonlySet<string>>(ORGANIZATION_TTL_MS);

/** The organisation of a form, by its slug or id; half a minute old at most. */
export function findCollectedOrganization(name: string): Promise<CollectedOrganization | null> {
  return organizations.find(name, async () => {
    const where = UUID.test(name) ? { id: name } : { slug: name };
    return db.organization.findFirst({ where, select: { id: true, timeZone: true } });
  });
}

/** Keys of the elements of a form version; null when the organisation has no such version. */
export function findElementKeys(organizationId: string, version: string): Promise<ReadonlySet<string> | null> {
  return elementKeys.find(`${organizationId} ${version}`, async () => {
    const found = await orgDb(organizationId).formVersion.findUnique({
      where: { organizationId_version: { organizationId, version } },
      select: { elementKeys: true },
    });
    return found && new Set(found.elementKeys as string[]);
  });
}

/** The name of the layout that has these tracked elements in this order. */
export function formVersionOf(keys: readonly string[]): string {
  return createHash('sha256').update(`${LAYOUT}\n${keys.join('\n')}`).digest('hex').slice(0, 12);
}

/** The same, made known to the collector at first use. */
export async function ensureFormVersion(organizationId: string, keys: readonly string[]): Promise<string> {
  const version = formVersionOf(keys);
  if (await findElementKeys(organizationId, version)) return version;
  await orgDb(organizationId).formVersion.createMany({
    data: { organizationId, version, elementKeys: [...keys] },
    skipDuplicates: true,
  });
  elementKeys.delete(`${organizationId} ${version}`);
  return version;
}

/** Versions of the form, newest first, with the views that each had. */
export async function listFormVersions(organizationId: string): Promise<{ version: string; elementKeys: string[]; createdAt: Date; views: number }[]> {
  const versions = await orgDb(organizationId).formVersion.findMany({
    orderBy: { createdAt: 'desc' },
    select: { version: true, elementKeys: true, createdAt: true, _count: { select: { views: true } } },
  });
  return versions.map(({ version, elementKeys: keys, createdAt, _count }) => ({
    version, elementKeys: keys as string[], createdAt, views: _count.views,
  }));
}
