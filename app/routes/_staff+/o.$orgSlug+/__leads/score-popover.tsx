import { useEffect, useRef, useState } from 'react';

interface Shown {
  text: string;
  top: number;
  left: number;
}

/**
 * Why a score is what it is, for every badge of the page: one note that opens on hover, focus and tap and says what the
 * badge's title says without a script.
 */
export function ScorePopover() {
  const [shown, setShown] = useState<Shown | null>(null);
  const note = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const badgeOf = (target: EventTarget | null) => (target instanceof Element ? target.closest<HTMLElement>('.lead-heat') : null);
    const open = (event: Event) => {
      const badge = badgeOf(event.target);
      if (!badge) return;
      // the browser's own tooltip would say the same a second time
      const text = badge.title || badge.dataset.why || '';
      badge.removeAttribute('title');
      badge.dataset.why = text;
      badge.setAttribute('aria-description', text);
      const { bottom, left } = badge.getBoundingClientRect();
      setShown({ text, top: bottom + 6, left: Math.max(8, Math.min(left, window.innerWidth - 430)) });
    };
    const close = (event: Event) => {
      if (event.type === 'scroll' || event.type === 'focusout' || badgeOf(event.target)) setShown(null);
    };
    const closeOnEscape = (event: KeyboardEvent) => event.key === 'Escape' && setShown(null);
    for (const type of ['mouseover', 'focusin', 'click']) document.addEventListener(type, open);
    for (const type of ['mouseout', 'focusout']) document.addEventListener(type, close);
    document.addEventListener('scroll', close, { capture: true, passive: true });
    document.addEventListener('keydown', closeOnEscape);
    return () => {
      for (const type of ['mouseover', 'focusin', 'click']) document.removeEventListener(type, open);
      for (const type of ['mouseout', 'focusout']) document.removeEventListener(type, close);
      document.removeEventListener('scroll', close, { capture: true });
      document.removeEventListener('keydown', closeOnEscape);
    };
  }, []);
  if (!shown) return null;
  return (
    <div ref={note} role="tooltip" style={{ top: shown.top, left: shown.left }} className="pointer-events-none fixed z-40 w-max max-w-[min(26rem,calc(100vw-1rem))] rounded-control border border-line bg-surface px-3 py-2 text-13 shadow-float">
      {shown.text}
    </div>
  );
}
