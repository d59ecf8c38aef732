import { isUuid } from '~/domain/leads/lead-filter';

/** More than any order has. */
const SUBJECTS_MAX = 100;

export interface AvailabilityQuery {
  itemIds: string[];
  userIds: string[];
  startsAt: Date;
  endsAt: Date;
  exceptOrderId: string | null;
}

/** Reads `items`, `users` (ids with commas between), `from`, `to` (ISO 8601 with a zone) and `except`; null for a time that is none. */
export function parseAvailabilityQuery(params: URLSearchParams): AvailabilityQuery | null {
  const [startsAt, endsAt] = [moment(params.get('from')), moment(params.get('to'))];
  if (!startsAt || !endsAt || startsAt >= endsAt) return null;
  const except = params.get('except');
  return { itemIds: ids(params, 'items'), userIds: ids(params, 'users'), startsAt, endsAt, exceptOrderId: isUuid(except) ? except : null };
}

function ids(params: URLSearchParams, name: string): string[] {
  const given = params.getAll(name).flatMap((value) => value.split(','));
  return [...new Set(given.filter(isUuid).map((id) => id.toLowerCase()))].slice(0, SUBJECTS_MAX);
}

function moment(text: string | null): Date | null {
  if (!text || !/^[12]\d{3}-.*(Z|[+-]\d\d:\d\d)$/.test(text)) return null;
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? null : date;
}
