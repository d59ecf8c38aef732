import { useEffect, useState } from 'react';

export interface ShownClash {
  subject: 'item' | 'person';
  id: string;
  name: string;
  orderNumber: string | null;
  maintenanceTitle: string | null;
  /** ISO 8601 */
  freeFrom: string;
}

export interface ShownAvailability {
  subjects: { subject: 'item' | 'person'; id: string; isFree: boolean; clashes: ShownClash[]; equal: { id: string; code: string; name: string }[] }[];
  isFree: boolean;
  nearest: { startsAt: string; endsAt: string };
}

export interface AvailabilityQuestion {
  url: string;
  items: readonly string[];
  users: readonly string[];
  from: Date | null;
  to: Date | null;
  exceptOrderId: string | null;
}

const waitMs = 300;

/** Asks whether machines and people are free, shortly after the last change; null without a time, without anybody, or without an answer. */
export function useAvailability({ url, items, users, from, to, exceptOrderId }: AvailabilityQuestion): ShownAvailability | null {
  const [answer, setAnswer] = useState<{ address: string; shown: ShownAvailability } | null>(null);
  const isAsked = from && to && from < to && items.length + users.length > 0;
  const query = isAsked ? new URLSearchParams({ items: items.join(','), users: users.join(','), from: from.toISOString(), to: to.toISOString(), ...(exceptOrderId && { except: exceptOrderId }) }) : null;
  const address = query ? `${url}?${query.toString()}` : null;
  useEffect(() => {
    if (!address) return;
    const stop = new AbortController();
    const ask = async () => {
      const response = await fetch(address, { signal: stop.signal, headers: { Accept: 'application/json' } });
      if (response.ok) setAnswer({ address, shown: (await response.json()) as ShownAvailability });
    };
    // it only informs: without a connection nothing is said
    const timer = setTimeout(() => void ask().catch(() => {}), waitMs);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [address]);
  return answer && answer.address === address ? answer.shown : null;
}
