import { useForm, type SubmissionResult } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Button, buttonClass } from '~/ui/button';
import { Card } from '~/ui/card';
import { cx } from '~/ui/class-names';
import { TextareaField, TextField } from '~/ui/field';
import type { LeadCard } from './load-card.server';

const barColour = { high: 'bg-hot', medium: 'bg-warm', low: 'bg-cool' };

/** Why the score is what it is; a person may put another number there, with a reason that stays in sight. */
export function CardScore({ card, lastResult }: { card: LeadCard; lastResult: SubmissionResult | undefined }) {
  const { t } = useTranslation('leads');
  const { score, lead, engagement, rights } = card;
  return (
    <Card id="score" title={t('why.title', { score: score.score })} aside={t('why.rules', { version: score.version })}>
      {score.override ? (
        <div className="mb-3 rounded-control bg-sunken px-3 py-2 text-13">
          <p className="break-words">{t('why.overridden', { score: score.score, rule: score.ruleScore, reason: score.override.reason })}</p>
          <p className="text-muted">{t('why.overriddenBy', { name: score.override.by, when: score.override.when })}</p>
        </div>
      ) : null}
      <ul className="flex flex-col gap-3">
        {score.parts.map(({ part, points, max, text }) => (
          <li key={part} data-part={part} data-points={points}>
            <div className="flex items-baseline justify-between gap-3 text-13">
              <span>{text}</span>
              <span className="shrink-0 font-medium tabular-nums">{t('why.of', { points, max })}</span>
            </div>
            <div aria-hidden="true" className="mt-1 h-1.5 overflow-hidden rounded-full bg-sunken">
              <div className={cx('h-full rounded-full', barColour[lead.priority])} style={{ width: `${max > 0 ? Math.min(100, (points / max) * 100) : 0}%` }} />
            </div>
          </li>
        ))}
      </ul>
      <p className="mt-4 border-t border-line pt-3 text-13">
        <span className="flex items-baseline justify-between gap-3">
          <span>{t('why.engagement')}</span>
          <span className="font-medium tabular-nums">{engagement ?? '—'}</span>
        </span>
        <span className="block text-12 text-muted">{engagement === null && !lead.behaviorConsent ? t('why.noEngagement') : t('why.engagementHint')}</span>
      </p>
      {rights.mayUpdate ? (
        <div className="mt-3 flex flex-wrap items-start gap-2">
          {score.override ? (
            <Form method="post" preventScrollReset>
              <input type="hidden" name="intent" value="takeBack" />
              <input type="hidden" name="version" value={lead.version} />
              <Button size="small">{t('why.takeBack')}</Button>
            </Form>
          ) : null}
          <OverrideForm card={card} lastResult={lastResult} />
        </div>
      ) : null}
    </Card>
  );
}

function OverrideForm({ card, lastResult }: { card: LeadCard; lastResult: SubmissionResult | undefined }) {
  const { t } = useTranslation('leads');
  const [form, fields] = useForm<{ score: number; reason: string }>({
    id: 'override',
    lastResult,
    constraint: { score: { required: true, min: 0, max: 100, step: '1' }, reason: { required: true, maxLength: 500 } },
    shouldRevalidate: 'onSubmit',
  });
  return (
    <details className="w-full" open={lastResult ? true : undefined}>
      <summary className={buttonClass('quiet', 'small', '-ml-2.5')}>{t('why.override')}</summary>
      <Form method="post" preventScrollReset id={form.id} noValidate className="mt-2 flex flex-col gap-3">
        <input type="hidden" name="intent" value="override" />
        <input type="hidden" name="version" value={card.lead.version} />
        <TextField field={fields.score} type="number" inputMode="numeric" label={t('why.score')} hint={t('why.scoreHint')} errorNs="leads" />
        <TextareaField field={fields.reason} label={t('why.reason')} errorNs="leads" rows={2} />
        <Button look="primary" className="self-start">{t('why.save')}</Button>
      </Form>
    </details>
  );
}
