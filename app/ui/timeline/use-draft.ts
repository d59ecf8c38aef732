import { useCallback, useEffect, useRef, useState } from 'react';
import { useTaken } from '~/ui/use-taken';

/**
 * Keeps what is typed into one text of a form until the form was taken: a page that is left, reloaded or fails gives it
 * back. `round` changes when the form was taken: use it as a key to begin afresh.
 * @param name where the draft is kept in this browser tab
 * @param intent the form's hidden `intent`
 */
export function useDraft(name: string, intent: string, isRefused: boolean) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [round, setRound] = useState(0);

  useEffect(() => {
    const kept = read(name);
    if (kept && field.current && field.current.value === '') field.current.value = kept;
  }, [name, round]);

  useTaken(intent, isRefused, () => {
    write(name, '');
    setRound((current) => current + 1);
  });

  const keep = useCallback((text: string) => write(name, text), [name]);
  return { field, round, keep };
}

const keyOf = (name: string) => `teplo:draft:${name}`;

/** Storage may be switched off: then nothing is kept, and nothing breaks. */
function read(name: string): string {
  try {
    return sessionStorage.getItem(keyOf(name)) ?? '';
  } catch {
    return '';
  }
}

function write(name: string, text: string): void {
  try {
    if (text) sessionStorage.setItem(keyOf(name), text);
    else sessionStorage.removeItem(keyOf(name));
  } catch {
    // see read
  }
}
