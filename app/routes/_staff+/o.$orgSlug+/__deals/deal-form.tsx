import { getFormProps, useForm, type SubmissionResult } from '@conform-to/react';
import { Form, Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { DEAL_LIMITS, USUAL_CURRENCIES } from '~/domain/deals/deal-input';
import { buttonClass, SubmitButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { CustomFieldInputs } from '~/ui/custom-field-inputs';
import { DateField } from '~/ui/date-field';
import { SelectField, TextareaField, TextField } from '~/ui/field';
import { FormBar } from '~/ui/form-layout';
import { MoneyField } from '~/ui/money-field';
import type { PickChoice } from '~/ui/record-pick';
import { RecordPicker } from '~/ui/record-picker';
import { TagsField } from '~/ui/tags-field';
import { ConflictAlert, DuplicatesAlert } from '../__contacts/contact-form-alerts';
import type { ShownDuplicate } from '../__contacts/contact-form-data.server';
import type { DealConflict, DealFormValues, loadDealForm } from './deal-form-data.server';

type Offers = Awaited<ReturnType<typeof loadDealForm>>;

interface Props extends Offers {
  values: DealFormValues;
  /** Of the deal as it is now; null for a new one. */
  version: number | null;
  contact: { id: string; label: string } | null;
  isPipelineFixed: boolean;
  cancelTo: string;
  answer: { result: SubmissionResult; picked: { choices: PickChoice[]; query: string }; duplicates: readonly ShownDuplicate[]; conflict: DealConflict | null } | undefined;
}

const constraint = { title: { required: true, maxLength: DEAL_LIMITS.title }, contactId: { required: true }, currency: { required: true, maxLength: 3 }, notes: { maxLength: DEAL_LIMITS.notes } };

/** A new deal or the change of one: the same fields. */
export function DealForm({ values, version, contact, isPipelineFixed, cancelTo, answer, ...offers }: Props) {
  const { t } = useTranslation(['deals', 'common']);
  const [form, input] = useForm<DealFormValues>({ id: 'deal', lastResult: answer?.result, constraint, defaultValue: values });
  const { fields, people, pipelines, tags, optionsUrl, contactsUrl, mayCreateContact } = offers;
  const isNew = version === null;
  const currency = input.currency.value && /^[A-Z]{3}$/.test(input.currency.value) ? input.currency.value : values.currency;
  return (
    <Form method="post" {...getFormProps(form)} className="flex max-w-5xl flex-col gap-4">
      {isNew ? null : <input type="hidden" name="version" value={answer?.conflict?.version ?? version} />}
      {answer?.conflict ? <ConflictAlert conflict={answer.conflict} cancelTo={cancelTo} ns="deals" /> : null}
      {answer && answer.duplicates.length > 0 ? <DuplicatesAlert duplicates={answer.duplicates} contactsUrl={contactsUrl} /> : null}
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Card className="flex flex-col gap-4">
          <TextField field={input.title} label={t('fields.title')} errorNs="deals" autoComplete="off" enterKeyHint="next" />
          <RecordPicker
            field={input.contactId}
            label={t('fields.contact')}
            hint={t('new.contactHint')}
            errorNs="deals"
            optionsUrl={optionsUrl}
            selected={contact}
            query={answer?.picked.query}
            choices={answer?.picked.choices}
            createLabel={isNew && mayCreateContact ? (text) => t('new.createContact', { text }) : undefined}
          />
          {isNew && mayCreateContact ? (
            <details open={Boolean(input.newPhone.errors ?? input.newEmail.errors ?? input.newPhone.value ?? input.newEmail.value) || undefined}>
              <summary className="cursor-pointer text-13 text-accent underline-offset-4 hover:underline pointer-coarse:py-2.5">{t('new.newContact')}</summary>
              <p className="mt-1 mb-3 text-12 text-muted">{t('new.newContactHint')}</p>
              <div className="grid gap-4 sm:grid-cols-2">
                <TextField field={input.newPhone} label={t('new.contactPhone')} errorNs="deals" type="tel" inputMode="tel" autoComplete="off" maxLength={60} />
                <TextField field={input.newEmail} label={t('new.contactEmail')} errorNs="deals" inputMode="email" autoComplete="off" maxLength={300} />
              </div>
            </details>
          ) : null}
          <div className="grid items-start gap-4 sm:grid-cols-[minmax(0,1fr)_7rem_minmax(0,1fr)]">
            <MoneyField field={input.amount} label={t('fields.amount')} errorNs="deals" currency={currency} />
            <TextField field={input.currency} label={t('fields.currency')} errorNs="deals" list="deal-currencies" autoComplete="off" autoCapitalize="characters" maxLength={3} />
            <DateField field={input.expectedCloseDay} label={t('fields.expectedCloseDay')} errorNs="deals" min="1900-01-01" max="2999-12-31" />
          </div>
          <TextareaField field={input.notes} label={t('fields.notes')} errorNs="deals" rows={5} />
        </Card>
        <Card className="flex flex-col gap-4">
          <SelectField field={input.ownerId} label={t('fields.owner')} errorNs="deals" emptyLabel={t('nobody')} options={people} />
          {pipelines.length > 1 && !isPipelineFixed ? (
            <SelectField field={input.pipelineId} label={t('fields.pipeline')} errorNs="deals" options={pipelines} />
          ) : (
            <>
              <input type="hidden" name={input.pipelineId.name} value={values.pipelineId} />
              {pipelines.length > 1 ? <p className="text-13 text-muted">{t('fields.pipeline')}: {pipelines.find(({ value }) => value === values.pipelineId)?.label}. {t('edit.pipelineFixed')}</p> : null}
            </>
          )}
          <TagsField field={input.tags} label={t('fields.tags')} errorNs="deals" suggestions={tags} />
          {fields.length > 0 ? <CustomFieldInputs fields={fields} field={input.custom} /> : null}
        </Card>
      </div>
      <datalist id="deal-currencies">{USUAL_CURRENCIES.map((code) => <option key={code} value={code} />)}</datalist>
      <FormBar>
        <SubmitButton>{isNew ? t('new.submit') : t('edit.submit')}</SubmitButton>
        <Link to={cancelTo} className={buttonClass('quiet')}>{t('common:cancel')}</Link>
      </FormBar>
    </Form>
  );
}
