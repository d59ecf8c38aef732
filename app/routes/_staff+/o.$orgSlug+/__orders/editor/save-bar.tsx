import { Link } from '@remix-run/react';
import { useEffect, useRef, type MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderState } from '~/domain/orders/lifecycle';
import { buttonClass, SubmitButton } from '~/ui/button';
import { sayFitting } from './say-price';
import type { Autosaved } from './use-autosave';

interface Props {
  state: OrderState;
  isNew: boolean;
  /** Null: nothing of the price can be changed here. */
  total: string | null;
  currency: string;
  autosave: Autosaved;
  timeZone: string;
  cancelTo: string;
}

/** The total and the ways on, always within reach. */
export function SaveBar({ state, isNew, total, currency, autosave, timeZone, cancelTo }: Props) {
  const { t, i18n } = useTranslation(['order-editor', 'common']);
  const isDraft = state === 'DRAFT';
  // both at once would be a change against a change: the button is pressed as soon as the quiet save is done
  const isSaving = autosave.state === 'saving';
  const pressed = useRef<HTMLButtonElement | null>(null);
  useEffect(() => {
    if (isSaving || !pressed.current) return;
    const button = pressed.current;
    pressed.current = null;
    button.form?.requestSubmit(button);
  }, [isSaving]);
  const press = (event: MouseEvent<HTMLButtonElement>) => {
    if (!isSaving) return;
    event.preventDefault();
    pressed.current = event.currentTarget;
  };
  return (
    <div className="sticky bottom-16 z-20 -mx-4 flex flex-wrap items-center gap-x-2 gap-y-2 border-t border-line bg-canvas px-4 py-3 md:bottom-0">
      {isDraft ? <SubmitButton name="intent" value="create" onClick={press}>{t('save.create')}</SubmitButton> : null}
      <SubmitButton look={isDraft ? 'secondary' : 'primary'} name="intent" value="save" onClick={press}>{t(isDraft ? 'save.draft' : 'save.change')}</SubmitButton>
      <Link to={cancelTo} className={buttonClass('quiet', 'normal', 'max-sm:hidden')}>{t('common:cancel')}</Link>
      <p role="status" className="text-12 text-muted">{isNew ? null : <AutosaveState autosave={autosave} timeZone={timeZone} />}</p>
      {total === null ? null : (
        <p className="ml-auto text-right text-13 text-muted tabular-nums">
          {t('totals.total')} <strong className="ml-1 text-16 text-ink md:text-20">{sayFitting(total, currency, i18n.language)}</strong>
        </p>
      )}
    </div>
  );
}

function AutosaveState({ autosave, timeZone }: { autosave: Autosaved; timeZone: string }) {
  const { t, i18n } = useTranslation('order-editor');
  if (autosave.state === 'saving') return t('autosave.saving');
  if (autosave.state === 'failed') return <span className="text-danger">{t('autosave.failed', { reason: autosave.reason })}</span>;
  if (autosave.state === 'none') return null;
  return t('autosave.saved', { time: new Intl.DateTimeFormat(i18n.language, { timeStyle: 'short', timeZone }).format(new Date(autosave.at)) });
}
