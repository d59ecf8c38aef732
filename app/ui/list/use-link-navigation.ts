import { useNavigate } from '@remix-run/react';
import { useEffect, useRef, type RefObject } from 'react';

/**
 * Follows plain links inside an element without loading the whole page anew: one listener instead of a component with
 * hooks for each link. What asks for a new tab or window is left to the browser, and everything is without a script.
 */
export function useLinkNavigation<T extends HTMLElement>(): RefObject<T> {
  const navigate = useNavigate();
  const element = useRef<T>(null);
  useEffect(() => {
    const follow = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a') : null;
      const isPlainClick = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
      if (!link || !isPlainClick || event.defaultPrevented || link.target || link.origin !== location.origin) return;
      event.preventDefault();
      void navigate(link.pathname + link.search + link.hash);
    };
    const owner = element.current;
    owner?.addEventListener('click', follow);
    return () => owner?.removeEventListener('click', follow);
  }, [navigate]);
  return element;
}
