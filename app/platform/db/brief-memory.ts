const KEPT_MS = 30_000;
const KEPT_MAX = 1_000;

/**
 * Keeps answers for half a minute, and lets those who ask the same meanwhile wait for one answer. For what only guides
 * how rows are read, never for what is shown. A failed question is asked again.
 * @param now milliseconds, for tests
 */
export function createBriefMemory<T>(now: () => number = Date.now): (key: string, ask: () => Promise<T>) => Promise<T> {
  const kept = new Map<string, { until: number; answer: Promise<T> }>();
  return (key, ask) => {
    const known = kept.get(key);
    if (known && known.until > now()) return known.answer;
    if (kept.size >= KEPT_MAX) kept.clear();
    const answer = ask();
    kept.set(key, { until: now() + KEPT_MS, answer });
    answer.catch(() => kept.delete(key));
    return answer;
  };
}
