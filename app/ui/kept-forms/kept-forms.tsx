import { useLocation } from '@remix-run/react';
import { X } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Alert } from '../alert';
import { claimTab, keepPage, restorePage } from './kept-page';

/** Effects before the screen is drawn: only where there is a screen. */
const useBrowserLayoutEffect = typeof document === 'undefined' ? useEffect : useLayoutEffect;

/**
 * Keeps what is typed into the pages below when a session that has run out leads to the sign-in page, and puts it back
 * after the same person has signed in again. Passwords and files are never kept. Place it above the pages' content.
 */
export function KeptForms({ personId }: { personId: string }) {
  const { t } = useTranslation('auth');
  const { pathname, search } = useLocation();
  const address = useRef('');
  const touched = useRef(new WeakSet<HTMLFormElement>());
  const [isRestored, setRestored] = useState(false);

  // of the page that is drawn: while it is being left, the location is the next page's already
  useBrowserLayoutEffect(() => {
    address.current = pathname + search;
  });

  useEffect(() => {
    claimTab(personId);
    setRestored(restorePage({ personId, address: address.current }));
  }, [personId]);

  useBrowserLayoutEffect(() => {
    const forms = touched.current;
    const note = ({ target }: Event) => {
      const form = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement ? target.form : null;
      if (form) forms.add(form);
    };
    const keep = () => keepPage({ personId, address: address.current, touched: forms });
    document.addEventListener('input', note, true);
    document.addEventListener('change', note, true);
    window.addEventListener('pagehide', keep);
    return () => {
      document.removeEventListener('input', note, true);
      document.removeEventListener('change', note, true);
      window.removeEventListener('pagehide', keep);
      // still on the screen: React takes the page away after this
      keep();
    };
  }, [personId]);

  useEffect(() => setRestored((known) => known && address.current === pathname + search), [pathname, search]);

  if (!isRestored) return null;
  return (
    <Alert tone="ok" className="mb-4">
      <span className="flex items-center gap-3">
        <span className="flex-1">{t('kept.restored')}</span>
        <button type="button" onClick={() => setRestored(false)} aria-label={t('common:close')} className="grid size-8 shrink-0 place-items-center rounded-control text-muted hover:bg-sunken hover:text-ink pointer-coarse:size-11">
          <X aria-hidden="true" className="size-4" />
        </button>
      </span>
    </Alert>
  );
}
