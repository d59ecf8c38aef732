import { useEffect, useState } from 'react';
import { awaitReturn, forgetTyped } from './kept-page';

/**
 * On the sign-in page: whether the page it leads back to left typed text behind. Without a way back somebody has signed
 * out, and all that is kept in the tab is forgotten.
 */
export function useKeptNote(redirectTo: string): boolean {
  const [hasKept, setHasKept] = useState(false);
  useEffect(() => {
    if (redirectTo) setHasKept(awaitReturn());
    else forgetTyped();
  }, [redirectTo]);
  return hasKept;
}
