import { useEffect, useState } from 'react';
import type { SearchHit } from './palette-entries';

const waitMs = 120;
/** One letter would find half of everything. */
export const MIN_QUERY = 2;

interface Found {
  query: string;
  hits: SearchHit[];
  hasFailed: boolean;
}

const nothing: Found = { query: '', hits: [], hasFailed: false };

/** Asks the server for the records that fit; the older question is given up, its answer stays in sight meanwhile. */
export function useSearchHits(orgSlug: string, query: string): Found & { isLoading: boolean } {
  const [found, setFound] = useState(nothing);
  const asked = query.trim();
  useEffect(() => {
    if (asked.length < MIN_QUERY) return setFound(nothing);
    const stop = new AbortController();
    const ask = async () => {
      const answer = await fetch(`/resources/o/${orgSlug}/search?${new URLSearchParams({ q: asked }).toString()}`, { signal: stop.signal, headers: { Accept: 'application/json' } });
      if (!answer.ok) throw new Error(`The search answered ${answer.status}`);
      const { hits } = (await answer.json()) as { hits: SearchHit[] };
      setFound({ query: asked, hits, hasFailed: false });
    };
    const timer = setTimeout(() => {
      ask().catch(() => {
        if (!stop.signal.aborted) setFound({ query: asked, hits: [], hasFailed: true });
      });
    }, waitMs);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [orgSlug, asked]);
  return { ...found, isLoading: asked.length >= MIN_QUERY && found.query !== asked };
}
