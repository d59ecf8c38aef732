import { getFormProps, useForm, type SubmissionResult } from '@conform-to/react';
import { Form, Link } from '@remix-run/react';
import { UserPlus, UserRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { DEAL_LIMITS } from '~/domain/deals/deal-input';
import { buttonClass, SubmitButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { DateField } from '~/ui/date-field';
import { SelectField, TextField } from '~/ui/field';
import { MoneyField } from '~/ui/money-field';
import type { Conversion } from './convert.server';

const choiceClass = 'flex min-h-11 cursor-pointer items-start gap-3 rounded-control border border-line px-3 py-2.5 text-14 hover:border-line-strong has-checked:border-accent has-checked:bg-accent-soft';

/** Who the client is, and what the deal will be. */
export function ConvertForm({ page, lastResult }: { page: Conversion; lastResult: SubmissionResult | undefined }) {
  const { t } = useTranslation(['deals', 'contacts', 'common', 'orders']);
  const [form, fields] = useForm<Conversion['values']>({
    id: 'convert',
    lastResult,
    defaultValue: page.values,
    constraint: { title: { required: true, maxLength: DEAL_LIMITS.title }, contactName: { maxLength: 300 } },
  });
  const { found, newContact, people, pipelines, currency, budget, card } = page;
  const chosen = fields.contact.initialValue;
  return (
    <Form method="post" {...getFormProps(form)} className="flex max-w-3xl flex-col gap-4">
      <input type="hidden" name="version" value={page.version} />
      <Card title={t('convert.who')}>
        <fieldset className="flex flex-col gap-2" aria-describedby={fields.contact.errors ? fields.contact.errorId : undefined}>
          <legend className="mb-2 text-13 text-muted">{found.length > 0 ? t('convert.found', { count: found.length }) : t('convert.foundNone')}</legend>
          {found.map(({ id, label, city, matched, value }) => (
            <label key={id} className={choiceClass} data-row="contact" data-id={id}>
              <input type="radio" name={fields.contact.name} value={id} defaultChecked={chosen === id} className="mt-0.5 size-4.5 accent-accent" />
              <UserRound aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-muted" />
              <span className="min-w-0"><span className="block font-medium break-words">{label}</span><span className="text-13 text-muted">{[city, t(`contacts:duplicate.${matched}`, { value })].filter(Boolean).join(' · ')}</span></span>
            </label>
          ))}
          <label className={choiceClass}>
            <input type="radio" name={fields.contact.name} value="new" defaultChecked={chosen === 'new'} className="mt-0.5 size-4.5 accent-accent" />
            <UserPlus aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-muted" />
            <span><span className="block font-medium">{t('convert.newContact')}</span><span className="text-13 text-muted">{[newContact.phone, newContact.email].filter(Boolean).join(' · ')}</span></span>
          </label>
          <TextField field={fields.contactName} label={t('convert.contactName')} errorNs="deals" autoComplete="off" className="mt-1 pl-3" />
          {fields.contact.errors ? <p id={fields.contact.errorId} className="text-13 text-danger">{t(fields.contact.errors[0] ?? '')}</p> : null}
        </fieldset>
      </Card>
      <Card title={t('convert.deal')}>
        <div className="flex flex-col gap-4">
          <TextField field={fields.title} label={t('fields.title')} errorNs="deals" autoComplete="off" />
          <div className="grid items-start gap-4 sm:grid-cols-2">
            <MoneyField field={fields.amount} label={t('fields.amount')} hint={budget ? t('convert.budget', { text: budget }) : undefined} errorNs="deals" currency={currency} />
            <DateField field={fields.expectedCloseDay} label={t('fields.expectedCloseDay')} errorNs="deals" min="1900-01-01" max="2999-12-31" />
            <SelectField field={fields.ownerId} label={t('fields.owner')} errorNs="deals" emptyLabel={t('nobody')} options={people} />
            {pipelines.length > 1 ? <SelectField field={fields.pipelineId} label={t('fields.pipeline')} errorNs="deals" options={pipelines} /> : <input type="hidden" name={fields.pipelineId.name} value={page.values.pipelineId} />}
          </div>
          <input type="hidden" name={fields.currency.name} value={currency} />
          {page.mayOrder ? (
            <label className="flex items-start gap-2.5 text-14 pointer-coarse:min-h-11">
              <input type="checkbox" name="order" value="on" defaultChecked={fields.order.initialValue === 'on'} className="mt-0.5 size-4.5 accent-accent" />
              <span>{t('orders:convert.label')}<span className="block text-13 text-muted">{t('orders:convert.hint')}</span></span>
            </label>
          ) : null}
          <p className="text-13 text-muted">{page.files > 0 ? t('convert.followsFiles', { count: page.files }) : t('convert.follows')}</p>
        </div>
      </Card>
      <div className="flex flex-wrap gap-2">
        <SubmitButton>{t('convert.submit')}</SubmitButton>
        <Link to={card} className={buttonClass('quiet')}>{t('common:cancel')}</Link>
      </div>
    </Form>
  );
}
