import { getFormProps, useForm, type SubmissionResult } from '@conform-to/react';
import { Form, Link } from '@remix-run/react';
import { Building2, User } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { CONTACT_LIMITS, MAX_WAYS } from '~/domain/contacts/contact-input';
import type { CustomField } from '~/domain/custom-fields/custom-field';
import { SubmitButton, buttonClass } from '~/ui/button';
import { ChoiceField } from '~/ui/choice-field';
import { CustomFieldInputs } from '~/ui/custom-field-inputs';
import { SelectField, TextareaField, TextField } from '~/ui/field';
import { FormBar, FormSection } from '~/ui/form-layout';
import { TagsField } from '~/ui/tags-field';
import { TextListField } from '~/ui/text-list-field';
import { ConflictAlert, DuplicatesAlert } from './contact-form-alerts';
import type { ContactConflict, ContactFormValues, ShownDuplicate } from './contact-form-data.server';

interface Props {
  values: ContactFormValues;
  /** Of the contact as it is now; null for a new one. */
  version: number | null;
  fields: readonly CustomField[];
  people: readonly { id: string; name: string }[];
  words: { tags: string[]; cities: string[]; sources: string[] };
  contactsUrl: string;
  cancelTo: string;
  lastResult: SubmissionResult | undefined;
  duplicates: readonly ShownDuplicate[];
  conflict: ContactConflict | null;
}

const max = (length: number) => ({ maxLength: length });
const constraint = {
  kind: { required: true },
  name: { required: true, ...max(CONTACT_LIMITS.name) },
  contactPerson: max(CONTACT_LIMITS.contactPerson),
  address: max(CONTACT_LIMITS.address),
  city: max(CONTACT_LIMITS.city),
  bankName: max(CONTACT_LIMITS.bankName),
  source: max(CONTACT_LIMITS.source),
  notes: max(CONTACT_LIMITS.notes),
};

/** A new contact or the change of one: the same fields. */
export function ContactForm({ values, version, fields, people, words, contactsUrl, cancelTo, lastResult, duplicates, conflict }: Props) {
  const { t } = useTranslation(['contacts', 'common']);
  const [form, input] = useForm<ContactFormValues>({ id: 'contact', lastResult, constraint, defaultValue: values });
  const text = { errorNs: 'contacts', autoComplete: 'off' } as const;
  const digits = { ...text, inputMode: 'numeric' } as const;
  return (
    <Form method="post" {...getFormProps(form)} className="flex max-w-5xl flex-col gap-4">
      {version === null ? null : <input type="hidden" name="version" value={conflict?.version ?? version} />}
      {conflict ? <ConflictAlert conflict={conflict} cancelTo={cancelTo} /> : null}
      {duplicates.length > 0 ? <DuplicatesAlert duplicates={duplicates} contactsUrl={contactsUrl} /> : null}
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="flex flex-col gap-4">
          <FormSection title={t('form.main')}>
            <ChoiceField field={input.kind} label={t('form.kind')} errorNs="contacts" options={[{ value: 'PERSON', label: t('kind.PERSON'), Icon: User }, { value: 'COMPANY', label: t('kind.COMPANY'), Icon: Building2 }]} />
            <TextField {...text} field={input.name} label={t('form.name')} autoComplete="off" enterKeyHint="next" />
            <TextField {...text} field={input.contactPerson} label={t('form.contactPerson')} hint={t('form.contactPersonHint')} />
          </FormSection>
          <FormSection title={t('form.ways')}>
            <div className="grid items-start gap-4 sm:grid-cols-2">
              <TextListField field={input.phones} label={t('form.phones')} hint={t('form.phonesHint')} errorNs="contacts" type="tel" inputMode="tel" autoComplete="off" maxLength={60} max={MAX_WAYS} rowLabel={(n) => t('form.phoneN', { n })} addLabel={t('form.addPhone')} />
              <TextListField field={input.emails} label={t('form.emails')} errorNs="contacts" type="text" inputMode="email" autoComplete="off" maxLength={300} max={MAX_WAYS} rowLabel={(n) => t('form.emailN', { n })} addLabel={t('form.addEmail')} />
            </div>
            <div className="grid gap-4 sm:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
              <TextField {...text} field={input.city} label={t('form.city')} list="contact-cities" />
              <TextField {...text} field={input.address} label={t('form.address')} />
            </div>
          </FormSection>
          <FormSection title={t('form.details')}>
            <div className="grid items-start gap-4 sm:grid-cols-2">
              <TextField {...digits} field={input.inn} label={t('form.inn')} hint={t('form.innHint')} maxLength={20} />
              <TextField {...text} field={input.kpp} label={t('form.kpp')} maxLength={15} />
              <TextField {...text} field={input.bankName} label={t('form.bankName')} />
              <TextField {...digits} field={input.bik} label={t('form.bik')} maxLength={15} />
              <TextField {...digits} field={input.bankAccount} label={t('form.bankAccount')} maxLength={30} />
              <TextField {...digits} field={input.correspondentAccount} label={t('form.correspondentAccount')} maxLength={30} />
            </div>
          </FormSection>
        </div>
        <div className="flex flex-col gap-4">
          <FormSection title={t('form.more')}>
            <SelectField field={input.ownerId} label={t('form.owner')} errorNs="contacts" emptyLabel={t('form.nobody')} options={people.map(({ id, name }) => ({ value: id, label: name }))} />
            <TagsField field={input.tags} label={t('form.tags')} errorNs="contacts" suggestions={words.tags} />
            <TextField {...text} field={input.source} label={t('form.source')} hint={t('form.sourceHint')} list="contact-sources" />
            <TextareaField field={input.notes} label={t('form.notes')} errorNs="contacts" rows={5} />
          </FormSection>
          {fields.length > 0 ? (
            <FormSection title={t('form.custom')}>
              <CustomFieldInputs fields={fields} field={input.custom} />
            </FormSection>
          ) : null}
        </div>
      </div>
      <datalist id="contact-cities">{words.cities.map((word) => <option key={word} value={word} />)}</datalist>
      <datalist id="contact-sources">{words.sources.map((word) => <option key={word} value={word} />)}</datalist>
      <FormBar>
        <SubmitButton pendingLabel={t('form.saving')}>{version === null ? t('form.create') : t('form.save')}</SubmitButton>
        <Link to={cancelTo} className={buttonClass('quiet')}>{t('common:cancel')}</Link>
      </FormBar>
    </Form>
  );
}
