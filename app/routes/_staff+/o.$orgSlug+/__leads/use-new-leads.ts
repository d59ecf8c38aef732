import { useRevalidator } from '@remix-run/react';
import { useEffect, useMemo, useRef, useState } from 'react';

const REFRESH_DELAY_MS = 400;
/** So long rows at the start of a list count as new. */
const SEEN_AFTER_MS = 10_000;

interface NewLeads {
  /** Ids of the requests that came while the page was open. */
  fresh: ReadonlySet<string>;
  /** How many of them came since the person last looked from the list's start. */
  count: number;
}

/**
 * Hears of new requests and, at the start of a list, lets their rows appear. A hidden tab does not listen (browsers allow
 * few connections to one server); when it is seen again it catches up. Without EventSource, or when the server ends the
 * stream for good, nothing happens.
 */
export function useNewLeads(eventsUrl: string, isFirst: boolean): NewLeads {
  const { revalidate } = useRevalidator();
  const [ids, setIds] = useState<readonly string[]>([]);
  const [seen, setSeen] = useState(0);
  const refresh = useRef<() => void>(() => {});
  useEffect(() => {
    refresh.current = () => {
      if (isFirst) void revalidate();
    };
  }, [isFirst, revalidate]);

  useEffect(() => {
    if (typeof EventSource === 'undefined') return;
    let source: EventSource | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    // a burst of requests loads the list once, not once each
    const refreshSoon = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        refresh.current();
      }, REFRESH_DELAY_MS);
    };
    const listen = () => {
      source = new EventSource(eventsUrl);
      source.addEventListener('new', (event: MessageEvent<string>) => {
        setIds((known) => [...new Set([...known, event.data])]);
        refreshSoon();
      });
      source.addEventListener('gap', refreshSoon);
    };
    const follow = () => {
      if (document.hidden) {
        source?.close();
        source = undefined;
      } else if (!source) {
        listen();
        refreshSoon();
      }
    };
    if (!document.hidden) listen();
    document.addEventListener('visibilitychange', follow);
    return () => {
      document.removeEventListener('visibilitychange', follow);
      clearTimeout(timer);
      source?.close();
    };
  }, [eventsUrl]);

  useEffect(() => {
    if (!isFirst) return;
    const timer = setTimeout(() => setSeen(ids.length), SEEN_AFTER_MS);
    return () => clearTimeout(timer);
  }, [ids, isFirst]);

  const fresh = useMemo(() => new Set(ids), [ids]);
  return { fresh, count: ids.length - seen };
}
