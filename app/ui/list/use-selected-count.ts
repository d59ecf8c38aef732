import { useLocation } from '@remix-run/react';
import { useEffect, useState } from 'react';

/** The boxes of a list's rows. */
export const ROW_BOXES = 'input[name="ids"]';

/**
 * How many rows are ticked, wherever their boxes stand.
 * @param listKey changes with every list shown: the selection is counted anew
 */
export function useSelectedCount(listKey = ''): number {
  const [count, setCount] = useState(0);
  const { key } = useLocation();
  useEffect(() => {
    const recount = () => setCount(document.querySelectorAll(`${ROW_BOXES}:checked`).length);
    recount();
    document.addEventListener('change', recount);
    return () => document.removeEventListener('change', recount);
  }, [listKey, key]);
  return count;
}
