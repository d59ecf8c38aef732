import { Form, Link } from '@remix-run/react';
import { CalendarPlus, CheckCheck, Paperclip, Repeat, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, buttonClass } from '~/ui/button';
import { Card } from '~/ui/card';
import { cx } from '~/ui/class-names';
import type { CardAnswer } from './card-actions.server';
import { UploadForm } from './card-photos';
import type { ItemCard } from './load-card.server';
import type { ShownPlan, ShownRecord } from './load-maintenance.server';
import { DoneForm, PlannedForm, PlanForm, type MaintenanceForm } from './maintenance-forms';

const TONES: Record<ShownPlan['state'], string> = { overdue: 'bg-danger-soft text-danger', soon: 'bg-warm-soft text-warm', later: 'bg-sunken text-muted', unknown: 'bg-sunken text-muted' };

interface Props {
  card: ItemCard;
  /** Which of the forms is open, by the page's address or because it was refused. */
  open: MaintenanceForm | null;
  /** The record that is put down as done. */
  record: ShownRecord | null;
  answer: CardAnswer | undefined;
}

/** The care of a machine: what recurs, what is planned, what was done. */
export function MaintenanceCard({ card, open, record, answer }: Props) {
  const { t } = useTranslation('catalog');
  const { maintenance, rights } = card;
  if (!maintenance) return null;
  const { plans, records } = maintenance;
  const choice = (form: MaintenanceForm) => ({ to: { search: `?form=${form}`, hash: 'maintenance' }, preventScrollReset: true, 'aria-current': open === form ? ('true' as const) : undefined });
  const lastResult = answer && 'result' in answer && answer.form === open ? answer.result : undefined;
  const shared = { card, lastResult };
  return (
    <Card id="maintenance" title={t('maintenance.one')}>
      {rights.update ? (
        <div className="mb-4 flex flex-wrap gap-2 no-print">
          <Link {...choice('done')} className={buttonClass('secondary', 'small')}><CheckCheck aria-hidden="true" className="size-4" />{t('maintenance.writeDone')}</Link>
          <Link {...choice('planned')} className={buttonClass('secondary', 'small')}><CalendarPlus aria-hidden="true" className="size-4" />{t('maintenance.plan')}</Link>
          <Link {...choice('plan')} className={buttonClass('quiet', 'small')}><Repeat aria-hidden="true" className="size-4" />{t('maintenance.newPlan')}</Link>
        </div>
      ) : null}
      {open && rights.update ? (
        <div className="mb-4 rounded-card border border-accent p-4">
          {open === 'done' ? <DoneForm key={record?.id} {...shared} record={record} /> : open === 'planned' ? <PlannedForm {...shared} isTaken={Boolean(answer && 'taken' in answer)} /> : <PlanForm {...shared} />}
        </div>
      ) : null}
      <h3 className="mb-1 text-13 font-medium text-muted">{t('maintenance.plans')}</h3>
      {plans.length === 0 ? <p className="text-14 text-muted">{t('maintenance.noPlans')}</p> : (
        <ul className="divide-y divide-line">
          {plans.map((plan) => (
            <li key={plan.id} data-row="plan" data-id={plan.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
              <div className="min-w-0 flex-1 basis-40">
                <p className="text-14 font-medium">{plan.title} <span className="font-normal text-muted">{plan.every}</span></p>
                <p className="text-13 text-muted">{t('plan.next', { when: plan.next })}</p>
              </div>
              <DueBadge plan={plan} />
              {rights.update ? <RowButton intent="plan-end" name="planId" value={plan.id} label={t('plan.endOne', { title: plan.title })} className="w-8 px-0! pointer-coarse:w-11"><X aria-hidden="true" className="size-4" /></RowButton> : null}
            </li>
          ))}
        </ul>
      )}
      <h3 className="mt-4 mb-1 text-13 font-medium text-muted">{t('maintenance.records')}</h3>
      {records.length === 0 ? <p className="text-14 text-muted">{t('maintenance.noRecords')}</p> : (
        <ul className="divide-y divide-line">{records.map((one) => <RecordRow key={one.id} record={one} card={card} />)}</ul>
      )}
    </Card>
  );
}

/** How near it is: the word carries it, the colour only underlines it. */
export function DueBadge({ plan: { state, left } }: { plan: Pick<ShownPlan, 'state' | 'left'> }) {
  const { t } = useTranslation('catalog');
  return <span className={cx('inline-flex min-h-6 items-center rounded-full px-2.5 text-12 font-medium', TONES[state])}>{[t(`plan.state.${state}`), left].filter(Boolean).join(': ')}</span>;
}

function RecordRow({ record, card: { base, item, rights } }: { record: ShownRecord; card: ItemCard }) {
  const { t } = useTranslation('catalog');
  const { id, title, when, isDone, meter, cost, notes, files } = record;
  return (
    <li data-row="maintenance" data-id={id} className="flex flex-col gap-1 py-2.5">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <p className="min-w-0 flex-1 basis-48 text-14"><span className="font-medium">{title}</span> <span className={cx('text-13', isDone ? 'text-muted' : 'text-accent')}>{isDone ? when : t('record.planned', { when })}</span></p>
        {cost ? <span className="text-14 tabular-nums">{cost}</span> : null}
        {rights.update ? (
          <span className="flex gap-1">
            <Link to={{ search: `?form=done&record=${id}`, hash: 'maintenance' }} preventScrollReset className={buttonClass('quiet', 'small')} aria-label={t(isDone ? 'record.editOne' : 'record.doneOne', { title })}>{t(isDone ? 'record.edit' : 'record.done')}</Link>
            {isDone ? null : <RowButton intent="maintenance-cancel" name="recordId" value={id} label={t('record.cancelOne', { title })}>{t('record.cancel')}</RowButton>}
          </span>
        ) : null}
      </div>
      {meter || notes ? <p className="text-13 break-words whitespace-pre-line text-muted">{[meter && t('record.meter', { hours: meter }), notes].filter(Boolean).join(' · ')}</p> : null}
      {files.length > 0 || rights.update ? (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-13">
          {files.map((file) => <a key={file.id} href={`${base}/files/${file.id}`} target="_blank" rel="noreferrer" className="inline-flex items-center gap-1 text-accent underline-offset-4 hover:underline pointer-coarse:min-h-11"><Paperclip aria-hidden="true" className="size-3.5" />{file.name}</a>)}
          {rights.update ? (
            <details>
              <summary className="cursor-pointer text-muted hover:text-ink pointer-coarse:py-3">{t('photos.attach')}</summary>
              <UploadForm action={`${base}/catalog/${item.id}/photos`} maintenanceId={id} />
            </details>
          ) : null}
        </div>
      ) : null}
    </li>
  );
}

function RowButton({ intent, name, value, label, className, children }: { intent: string; name: string; value: string; label: string; className?: string; children: ReactNode }) {
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name={name} value={value} />
      <Button name="intent" value={intent} look="quiet" size="small" className={className} aria-label={label} title={label}>{children}</Button>
    </Form>
  );
}
