import type { ItemRecord } from './item-record.server';

/** Who changes the catalog of which organisation. */
export interface CatalogActor {
  organizationId: string;
  userId: string;
}

/** What of an item cannot be saved: each an error at its field. */
export type ItemFieldError = { ok: false; error: 'codeTaken' | 'category' | 'machine' };

/** Why a command did nothing: 404, 409. */
export type ItemRefusal = { ok: false; error: 'notFound' } | { ok: false; error: 'stale'; current: ItemRecord } | ItemFieldError;
