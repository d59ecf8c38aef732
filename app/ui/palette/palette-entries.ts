import { CREATABLE, PLACES, recordIcons, RECORD_PATHS, type PlaceIcon, type RecordKind } from '../frame/places';
import type { FrameData } from '../frame/frame-data';
import type { RecentRecord } from './recent-records';

export interface SearchHit {
  kind: RecordKind;
  id: string;
  label: string;
  detail?: string;
}

export interface PaletteEntry {
  id: string;
  label: string;
  detail?: string;
  /** Where it leads; null for what the palette does itself. */
  to: string | null;
  Icon: PlaceIcon | null;
  keys?: readonly string[];
}

export interface PaletteGroup {
  key: string;
  title: string;
  entries: PaletteEntry[];
}

type Say = (key: string, values?: Record<string, string>) => string;

const fold = (text: string) => text.toLowerCase().replaceAll('ё', 'е');

/** Whether each word of the query begins a word of the label: «нов сд» finds «Новая сделка». */
export function fits(label: string, query: string): boolean {
  const words = fold(label).split(/[^\p{L}\p{N}]+/u);
  return fold(query).split(/\s+/).filter(Boolean).every((part) => words.some((word) => word.startsWith(part)));
}

export function recordEntry(orgSlug: string, { kind, id, label, detail }: RecentRecord & { detail?: string }): PaletteEntry {
  return { id: `${kind}-${id}`, label, detail, to: `/o/${orgSlug}${RECORD_PATHS[kind]}/${id}`, Icon: recordIcons[kind] };
}

/** What can be created, as entries. */
export function createEntries({ creatable }: FrameData, t: Say): PaletteEntry[] {
  return creatable.map(({ key, to }) => ({ id: `create-${key}`, label: t(`create.${key}`), to, Icon: CREATABLE.find((one) => one.key === key)?.Icon ?? null }));
}

function placeEntries({ places, pages }: FrameData, t: Say): PaletteEntry[] {
  const shown = places.map(({ key, to }) => ({ id: `go-${key}`, label: t(`common:nav.${key}`), to, Icon: PLACES.find((place) => place.key === key)?.Icon ?? null }));
  return [...shown, ...pages.map(({ label, to }) => ({ id: `page-${to}`, label, detail: t('common:nav.settings'), to, Icon: null }))];
}

interface Shown {
  frame: FrameData;
  query: string;
  hits: readonly SearchHit[];
  recent: readonly RecentRecord[];
  onlyCreate: boolean;
  t: Say;
}

/** Everything the palette offers for a query, in its order: records first, then where to go, then what to create. */
export function paletteGroups({ frame, query, hits, recent, onlyCreate, t }: Shown): PaletteGroup[] {
  const slug = frame.org.slug;
  const isEmpty = query.trim() === '';
  const create = createEntries(frame, t).filter(({ label }) => fits(label, query));
  if (onlyCreate) return withEntries([{ key: 'create', title: t('palette.create'), entries: create }]);
  const places = placeEntries(frame, t);
  const others = frame.organizations.filter((other) => other.slug !== slug).map((other) => ({ id: `org-${other.slug}`, label: other.name, to: `/o/${other.slug}`, Icon: null }));
  const byKind = [...new Set(hits.map(({ kind }) => kind))].map((kind) => ({
    key: kind,
    title: t(`palette.kinds.${kind}`),
    entries: hits.filter((hit) => hit.kind === kind).map((hit) => recordEntry(slug, hit)),
  }));
  const searchAll: PaletteEntry = { id: 'all', label: t('palette.searchAll', { query: query.trim() }), to: `/o/${slug}/search?${new URLSearchParams({ q: query.trim() }).toString()}`, Icon: null };
  const go = { key: 'go', title: t('palette.go'), entries: isEmpty ? places.slice(0, frame.places.length) : places.filter(({ label }) => fits(label, query)) };
  const records = isEmpty ? [{ key: 'recent', title: t('palette.recent'), entries: recent.map((record) => recordEntry(slug, record)) }] : byKind;
  // who types the name of a place means the place: it may not jump away when the records arrive
  const meansPlace = !isEmpty && go.entries.some(({ label }) => fold(label).startsWith(fold(query.trim())));
  return withEntries([
    ...(meansPlace ? [go, ...records] : [...records, go]),
    { key: 'create', title: t('palette.create'), entries: create },
    { key: 'organizations', title: t('common:nav.organizations'), entries: others.filter(({ label }) => fits(label, query)) },
    { key: 'more', title: t('palette.more'), entries: [...(isEmpty ? [] : [searchAll]), ...helpEntry(query, t)] },
  ]);
}

function helpEntry(query: string, t: Say): PaletteEntry[] {
  const label = t('shortcuts.title');
  return fits(label, query) ? [{ id: 'help', label, to: null, Icon: null, keys: ['?'] }] : [];
}

const withEntries = (groups: PaletteGroup[]) => groups.filter(({ entries }) => entries.length > 0);
