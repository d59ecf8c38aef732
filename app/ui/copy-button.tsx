import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { buttonClass } from './button';

const SAID_MS = 2_000;

/** Puts a text on the clipboard; drawn only where a script can do that. With `wide` the word stands on the button. */
export function CopyButton({ text, wide }: { text: string; wide?: boolean }) {
  const { t } = useTranslation('common');
  const [state, setState] = useState<'absent' | 'ready' | 'done'>('absent');
  useEffect(() => {
    if ('clipboard' in navigator) setState('ready');
  }, []);
  useEffect(() => {
    if (state !== 'done') return;
    const timer = setTimeout(() => setState('ready'), SAID_MS);
    return () => clearTimeout(timer);
  }, [state]);
  if (state === 'absent') return null;
  const copy = () => void navigator.clipboard.writeText(text).then(() => setState('done'), () => undefined);
  const Icon = state === 'done' ? Check : Copy;
  return (
    <button type="button" onClick={copy} aria-label={wide ? undefined : t('copyText', { what: text })} className={wide ? buttonClass('primary') : 'inline-grid size-8 shrink-0 place-items-center rounded-control text-muted hover:bg-sunken hover:text-ink pointer-coarse:size-11'}>
      <Icon aria-hidden="true" className="size-4" />
      {wide ? <span aria-hidden={state === 'done' || undefined}>{state === 'done' ? t('copied') : t('copy')}</span> : null}
      <span role="status" className="sr-only">{state === 'done' ? t('copied') : ''}</span>
    </button>
  );
}
