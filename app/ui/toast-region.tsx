import { Form, useLocation } from '@remix-run/react';
import { CircleAlert, CircleCheck, Info, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { cx } from './class-names';

interface Toast {
  message: string;
  tone: 'success' | 'error' | 'info';
  undo?: { action: string; label: string; fields: Record<string, string> };
}

const looks = { success: { Icon: CircleCheck, className: 'text-ok' }, error: { Icon: CircleAlert, className: 'text-danger' }, info: { Icon: Info, className: 'text-cool' } };
const visibleMs = 8_000;

/** The word about what was just done, drawn by the server; with JavaScript it goes away by itself. */
export function ToastRegion({ toast }: { toast: Toast | null }) {
  const { t } = useTranslation('common');
  const location = useLocation();
  const [shown, setShown] = useState(toast);
  const [isHeld, setIsHeld] = useState(false);
  useEffect(() => {
    if (toast) setShown(toast);
  }, [toast]);
  useEffect(() => {
    if (!shown || isHeld) return;
    const timer = setTimeout(() => setShown(null), visibleMs);
    return () => clearTimeout(timer);
  }, [shown, isHeld]);

  const look = shown ? looks[shown.tone] : null;
  return (
    <div role="status" aria-live="polite" className="pointer-events-none fixed inset-x-0 bottom-20 z-50 flex justify-center px-4 md:bottom-6">
      {shown && look ? (
        <div
          onMouseEnter={() => setIsHeld(true)}
          onMouseLeave={() => setIsHeld(false)}
          onFocus={() => setIsHeld(true)}
          onBlur={() => setIsHeld(false)}
          className="pointer-events-auto flex max-w-lg items-center gap-3 rounded-card border border-line bg-surface py-2.5 pr-2 pl-4 text-14 shadow-float">
          <look.Icon aria-hidden="true" className={cx('size-5 shrink-0', look.className)} />
          <span>{shown.message}</span>
          {shown.undo ? (
            <Form method="post" action={shown.undo.action}>
              {Object.entries(shown.undo.fields).map(([name, value]) => (
                <input key={name} type="hidden" name={name} value={value} />
              ))}
              <input type="hidden" name="returnTo" value={location.pathname + location.search} />
              <button className="rounded-control px-2 py-1 font-semibold text-accent hover:bg-accent-soft">{shown.undo.label}</button>
            </Form>
          ) : null}
          <button type="button" onClick={() => setShown(null)} aria-label={t('close')} className="rounded-control p-1.5 text-muted hover:bg-sunken">
            <X aria-hidden="true" className="size-4" />
          </button>
        </div>
      ) : null}
    </div>
  );
}
