import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Button } from '~/ui/button';
import { cx } from '~/ui/class-names';
import { controlClass } from '~/ui/field';
import type { LeadCard } from './load-card.server';

/** Who works on the request; a name alone for those who may not change it. */
export function AssignForm({ card, error }: { card: LeadCard; error: string | null }) {
  const { t } = useTranslation('leads');
  const { lead, people, assignee, rights } = card;
  if (!rights.mayUpdate) return <p className="text-14">{assignee ?? t('nobody')}</p>;
  return (
    <Form method="post" preventScrollReset className="flex flex-wrap items-end gap-2">
      <input type="hidden" name="intent" value="assign" />
      <input type="hidden" name="version" value={lead.version} />
      <select key={lead.assigneeId} name="assigneeId" aria-label={t('card.assignee')} defaultValue={lead.assigneeId ?? ''} className={cx(controlClass, 'w-auto min-w-0 flex-1')}>
        <option value="">{t('nobody')}</option>
        {people.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
      </select>
      <Button>{t('card.assign')}</Button>
      {error ? <p role="alert" className="w-full text-13 text-danger">{error}</p> : null}
    </Form>
  );
}
