import { useNavigation } from '@remix-run/react';
import { useCallback, useEffect, useState } from 'react';

/** Storage may be switched off or full: then nothing is kept, and nothing breaks. */
function storage(): Storage | null {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}

const keyOf = (name: string) => `teplo:form:${name}`;

/**
 * Keeps a whole form in this browser tab until its post led on: a page that is left, reloaded, refused or asked to sign
 * in gives it back. `round` changes when the form must be drawn anew: use it as its key.
 * @param name where it is kept
 */
export function useKeptForm<Kept>(name: string) {
  const [shown, setShown] = useState<{ round: number; kept: Kept | null }>({ round: 0, kept: null });
  const { state, formMethod, location } = useNavigation();

  useEffect(() => {
    const text = storage()?.getItem(keyOf(name));
    if (text) setShown(({ round }) => ({ round: round + 1, kept: JSON.parse(text) as Kept }));
  }, [name]);

  const drop = useCallback(() => storage()?.removeItem(keyOf(name)), [name]);
  const keep = useCallback(
    (form: Kept) => {
      try {
        storage()?.setItem(keyOf(name), JSON.stringify(form));
      } catch {
        // see storage
      }
    },
    [name],
  );
  const isTaken = state === 'loading' && formMethod === 'POST' && !location.pathname.startsWith('/login') && location.pathname !== globalThis.location?.pathname;
  useEffect(() => {
    if (isTaken) drop();
  }, [isTaken, drop]);

  const discard = useCallback(() => {
    drop();
    setShown(({ round }) => ({ round: round + 1, kept: null }));
  }, [drop]);
  return { ...shown, keep, drop, discard };
}
