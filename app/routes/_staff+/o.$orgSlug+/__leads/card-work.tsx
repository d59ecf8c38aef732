import { useForm, type SubmissionResult } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { ChevronDown } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { REJECT_REASON_MAX, type LeadState } from '~/domain/leads/lifecycle';
import { Button, buttonClass } from '~/ui/button';
import { TextareaField } from '~/ui/field';
import type { LeadCard } from './load-card.server';

/** The ways a request can go from here, and nothing else. The one that moves it on is the primary action. */
export function StateActions({ card, lastResult }: { card: LeadCard; lastResult: SubmissionResult | undefined }) {
  const { t } = useTranslation('leads');
  const { lead, transitions, rights } = card;
  if (rights.mayRelease) {
    return (
      <>
        <Post intent="release" label={t('quarantine.release')} look="primary" version={lead.version} />
        <Post intent="spam" label={t('quarantine.spam')} version={lead.version} />
      </>
    );
  }
  if (!rights.mayUpdate) return null;
  const isReopening = lead.state === 'REJECTED' || lead.state === 'SPAM';
  return transitions.map((to) =>
    to === 'REJECTED' ? (
      <RejectForm key={to} version={lead.version} lastResult={lastResult} />
    ) : (
      <Post
        key={to}
        intent="state"
        to={to}
        version={lead.version}
        look={to === 'IN_PROGRESS' ? 'primary' : 'secondary'}
        label={to === 'IN_PROGRESS' && isReopening ? t('card.reopen') : t(`card.to.${to}`)}
      />
    ),
  );
}

function Post({ intent, to, version, label, look }: { intent: string; to?: LeadState; version: number; label: string; look?: 'primary' | 'secondary' }) {
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="intent" value={intent} />
      {to ? <input type="hidden" name="to" value={to} /> : null}
      <input type="hidden" name="version" value={version} />
      <Button look={look}>{label}</Button>
    </Form>
  );
}

function RejectForm({ version, lastResult }: { version: number; lastResult: SubmissionResult | undefined }) {
  const { t } = useTranslation('leads');
  const [form, fields] = useForm<{ reason: string }>({ id: 'reject', lastResult, constraint: { reason: { required: true, maxLength: REJECT_REASON_MAX } }, shouldRevalidate: 'onSubmit' });
  return (
    <details className="relative" open={lastResult ? true : undefined}>
      <summary className={buttonClass('secondary')}>
        {t('card.to.REJECTED')}
        <ChevronDown aria-hidden="true" className="size-4" />
      </summary>
      <Form
        method="post"
        preventScrollReset
        id={form.id}
        noValidate
        className="absolute right-0 z-30 mt-1 flex w-80 max-w-[calc(100vw-2rem)] flex-col gap-3 rounded-card border border-line bg-surface p-4 shadow-float max-md:right-auto max-md:left-0"
      >
        <input type="hidden" name="intent" value="state" />
        <input type="hidden" name="to" value="REJECTED" />
        <input type="hidden" name="version" value={version} />
        <TextareaField field={fields.reason} label={t('card.rejectReason')} hint={t('card.rejectHint')} errorNs="leads" rows={3} />
        <Button look="danger">{t('card.to.REJECTED')}</Button>
      </Form>
    </details>
  );
}
