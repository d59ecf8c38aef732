import { useEffect, useRef, useState } from 'react';
import type { PickChoice } from './record-pick';

interface Options {
  state: 'idle' | 'loading' | 'done' | 'failed';
  choices: PickChoice[];
}

const waitMs = 150;

/**
 * Asks an address for the choices that fit a text (`?q=`, answer `{ options: PickChoice[] }`): shortly after the last
 * key, the older question given up. The choices of the question before stay in sight until the answer is there.
 */
export function useOptions(url: string, text: string, isOpen: boolean): Options {
  const [options, setOptions] = useState<Options>({ state: 'idle', choices: [] });
  const asked = useRef<string | null>(null);
  useEffect(() => {
    if (!isOpen) return;
    const address = `${url}${url.includes('?') ? '&' : '?'}${new URLSearchParams({ q: text.trim() }).toString()}`;
    if (asked.current === address) return setOptions((shown) => ({ ...shown, state: 'done' }));
    const stop = new AbortController();
    const ask = async () => {
      setOptions((shown) => ({ ...shown, state: 'loading' }));
      const answer = await fetch(address, { signal: stop.signal, headers: { Accept: 'application/json' } });
      if (!answer.ok) throw new Error(`The options answered ${answer.status}`);
      const { options: choices } = (await answer.json()) as { options: PickChoice[] };
      asked.current = address;
      setOptions({ state: 'done', choices });
    };
    const timer = setTimeout(() => {
      ask().catch(() => {
        if (!stop.signal.aborted) setOptions({ state: 'failed', choices: [] });
      });
    }, waitMs);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [url, text, isOpen]);
  return options;
}
