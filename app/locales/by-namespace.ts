import type { ResourceLanguage } from 'i18next';

/** Turns { './leads.json': {...} } into { leads: {...} }, the shape that i18next takes for one language. */
export function byNamespace(files: Record<string, unknown>): ResourceLanguage {
  return Object.fromEntries(
    Object.entries(files).map(([path, content]) => [path.slice(2, -'.json'.length), content as ResourceLanguage[string]]),
  );
}
