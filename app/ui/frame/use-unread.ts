import { useEffect, useState } from 'react';

/**
 * The number at the bell: that of the page, then as the server tells it. A hidden tab does not listen (browsers allow few
 * connections to one server); when it is seen again it catches up. Without EventSource the number is that of the page.
 */
export function useUnread(orgSlug: string, unread: number): number {
  const [count, setCount] = useState(unread);
  useEffect(() => setCount(unread), [unread]);
  useEffect(() => {
    if (typeof EventSource === 'undefined') return;
    let source: EventSource | undefined;
    const listen = () => {
      source = new EventSource(`/resources/o/${orgSlug}/bell-events`);
      source.addEventListener('unread', (event: MessageEvent<string>) => setCount(Number(event.data)));
    };
    const follow = () => {
      if (!document.hidden) {
        if (!source) listen();
        return;
      }
      source?.close();
      source = undefined;
    };
    follow();
    document.addEventListener('visibilitychange', follow);
    return () => {
      document.removeEventListener('visibilitychange', follow);
      source?.close();
    };
  }, [orgSlug]);
  return count;
}
