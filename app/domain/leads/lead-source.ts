import { cleanLine } from './clean-text';

const UTM = ['utm_source', 'utm_medium', 'utm_campaign', 'utm_term', 'utm_content'] as const;
const VALUE_MAX = 200;
const REFERRER_MAX = 500;

/** Where the visitor came from, as `Lead.source` keeps it. */
export type LeadSource = Partial<Record<(typeof UTM)[number] | 'referrer', string>>;

/**
 * Reads utm_* from the form's address and the page that led to it; null when there is nothing to keep.
 * @param ownOrigin pages of this site are no source
 */
export function readLeadSource(search: URLSearchParams, referrer: string | null, ownOrigin: string): LeadSource | null {
  const source: LeadSource = {};
  for (const key of UTM) {
    const value = cleanLine(search.get(key) ?? '').slice(0, VALUE_MAX);
    if (value) source[key] = value;
  }
  if (referrer && isForeignPage(referrer, ownOrigin)) source.referrer = cleanLine(referrer).slice(0, REFERRER_MAX);
  return Object.keys(source).length > 0 ? source : null;
}

function isForeignPage(referrer: string, ownOrigin: string): boolean {
  try {
    const { origin, protocol } = new URL(referrer);
    return /^https?:$/.test(protocol) && origin !== ownOrigin;
  } catch {
    return false;
  }
}
