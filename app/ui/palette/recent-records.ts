import { RECORD_KINDS, RECORD_PATHS, type RecordKind } from '../frame/places';

export interface RecentRecord {
  kind: RecordKind;
  id: string;
  label: string;
}

const MAX_RECENT = 8;
const recordPath = /^\/o\/[^/]+\/(leads|contacts|deals|orders|tasks|catalog)\/([0-9a-f-]{36})$/;

/** The record that an address shows, if it is a record's own page. */
export function recordAt(pathname: string): { kind: RecordKind; id: string } | null {
  const match = recordPath.exec(pathname);
  const kind = match && RECORD_KINDS.find((one) => RECORD_PATHS[one] === `/${match[1]}`);
  return kind && match[2] ? { kind, id: match[2] } : null;
}

/** The newest first, each once. */
export function withRecent(list: readonly RecentRecord[], record: RecentRecord): RecentRecord[] {
  return [record, ...list.filter(({ kind, id }) => kind !== record.kind || id !== record.id)].slice(0, MAX_RECENT);
}

const prefix = 'teplo.recent.';
/** One list for each person in each organisation: another person at the same computer sees none of it. */
const keyOf = (userId: string, orgSlug: string) => `${prefix}${orgSlug}.${userId}`;

function isRecent(value: unknown): value is RecentRecord {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, id, label } = value as Partial<RecentRecord>;
  return RECORD_KINDS.some((one) => one === kind) && typeof id === 'string' && typeof label === 'string';
}

/** The records that were opened last on this device; none where the browser keeps nothing. */
export function readRecent(userId: string, orgSlug: string): RecentRecord[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(userId, orgSlug)) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isRecent) : [];
  } catch {
    return [];
  }
}

/** Remembers an opened record. */
export function keepRecent(userId: string, orgSlug: string, record: RecentRecord): void {
  try {
    localStorage.setItem(keyOf(userId, orgSlug), JSON.stringify(withRecent(readRecent(userId, orgSlug), record)));
  } catch {
    // a browser without storage remembers nothing
  }
}

/** Names of clients do not stay behind on a computer where somebody has signed out. */
export function forgetRecent(): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key);
  } catch {
    // nothing was kept
  }
}
