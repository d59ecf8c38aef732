import { getFormProps, useForm, type SubmissionResult } from '@conform-to/react';
import { Form, Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { ITEM_LIMITS } from '~/domain/catalog/item-input';
import { EQUIPMENT_STATUSES, isHardware, isMachine, MATERIAL_KINDS, type CatalogKind } from '~/domain/catalog/item-kinds';
import type { CustomField } from '~/domain/custom-fields/custom-field';
import { SubmitButton, buttonClass } from '~/ui/button';
import { ChoiceField } from '~/ui/choice-field';
import { CustomFieldInputs } from '~/ui/custom-field-inputs';
import { CheckboxField, SelectField, TextareaField, TextField } from '~/ui/field';
import { FormBar, FormSection } from '~/ui/form-layout';
import type { PickChoice } from '~/ui/record-pick';
import { RecordPicker } from '~/ui/record-picker';
import { ConflictAlert } from '../__contacts/contact-form-alerts';
import type { ItemConflict, ItemFormValues } from './item-form-data.server';

interface Props {
  kind: CatalogKind;
  values: ItemFormValues;
  /** Of the item as it is now; null for a new one. */
  version: number | null;
  fields: readonly CustomField[];
  categories: { value: string; label: string }[];
  machine: PickChoice | null;
  machinesUrl: string;
  currency: string;
  seesCost: boolean;
  cancelTo: string;
  answer: { result: SubmissionResult; picked: { choices: PickChoice[]; query: string }; conflict: ItemConflict | null } | undefined;
}

const max = (maxLength: number) => ({ maxLength });
const constraint = {
  name: { required: true, ...max(ITEM_LIMITS.name) },
  code: max(ITEM_LIMITS.code),
  unit: max(ITEM_LIMITS.unit),
  description: max(ITEM_LIMITS.description),
  serialNumber: max(ITEM_LIMITS.serialNumber),
  location: max(ITEM_LIMITS.location),
};

/** A new item or the change of one. Only what its kind has is asked for. */
export function ItemForm({ kind, values, version, fields, categories, machine, machinesUrl, currency, seesCost, cancelTo, answer }: Props) {
  const { t } = useTranslation(['catalog', 'common']);
  const [form, input] = useForm<ItemFormValues>({ id: 'item', lastResult: answer?.result, constraint, defaultValue: values });
  const text = { errorNs: 'catalog', autoComplete: 'off' } as const;
  const number = { ...text, inputMode: 'decimal', maxLength: 24 } as const;
  const sign = new Intl.NumberFormat('ru', { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).formatToParts(0).find(({ type }) => type === 'currency')?.value ?? currency;
  return (
    <Form method="post" {...getFormProps(form)} className="flex max-w-5xl flex-col gap-4">
      <input type="hidden" name="kind" value={kind} />
      {version === null ? null : <input type="hidden" name="version" value={answer?.conflict?.version ?? version} />}
      {answer?.conflict ? <ConflictAlert conflict={answer.conflict} cancelTo={cancelTo} ns="catalog" /> : null}
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="flex flex-col gap-4">
          <FormSection title={t('form.main')}>
            <TextField {...text} field={input.name} label={t('fields.name')} enterKeyHint="next" />
            <div className="grid items-start gap-4 sm:grid-cols-2">
              <TextField {...text} field={input.code} label={t('fields.code')} hint={version === null ? t('form.codeHint') : undefined} />
              <SelectField field={input.categoryId} label={t('fields.categoryId')} errorNs="catalog" emptyLabel={t('categories.none')} options={categories} />
            </div>
            {kind === 'MATERIAL' ? <ChoiceField field={input.materialKind} label={t('fields.materialKind')} errorNs="catalog" options={MATERIAL_KINDS.map((value) => ({ value, label: t(`materialKind.${value}`) }))} /> : null}
            {kind === 'ATTACHMENT' ? (
              <RecordPicker field={input.machineId} label={t('fields.machineId')} hint={t('form.machineHint')} errorNs="catalog" optionsUrl={machinesUrl} selected={machine} query={answer?.picked.query} choices={answer?.picked.choices} />
            ) : null}
            <TextareaField field={input.description} label={t('fields.description')} errorNs="catalog" rows={4} />
          </FormSection>
          {isHardware(kind) ? (
            <FormSection title={t('form.hardware')}>
              <ChoiceField field={input.status} label={t('fields.status')} errorNs="catalog" options={EQUIPMENT_STATUSES.map((value) => ({ value, label: t(`status.${value}`) }))} />
              <div className="grid items-start gap-4 sm:grid-cols-2">
                <TextField {...text} field={input.serialNumber} label={t('fields.serialNumber')} />
                <TextField {...text} field={input.location} label={t('fields.location')} hint={t('form.locationHint')} />
                {isMachine(kind) ? <TextField {...number} field={input.fuelPerHour} label={t('fields.fuelPerHour')} /> : null}
                {isMachine(kind) ? <TextField {...number} field={input.meterHours} label={t('fields.meterHours')} /> : null}
              </div>
            </FormSection>
          ) : null}
        </div>
        <div className="flex flex-col gap-4">
          <FormSection title={t('form.prices')}>
            <div className="grid items-start gap-4 sm:grid-cols-2">
              {isMachine(kind) ? (
                <>
                  <TextField {...number} field={input.hourlyRate} label={t('form.money', { what: t('fields.hourlyRate'), sign })} />
                  <TextField {...number} field={input.shiftRate} label={t('form.money', { what: t('fields.shiftRate'), sign })} />
                </>
              ) : (
                <>
                  <TextField {...number} field={input.price} label={t('form.money', { what: t('fields.price'), sign })} />
                  <TextField {...text} field={input.unit} label={t('fields.unit')} hint={t('form.unitHint')} />
                </>
              )}
              <TextField {...number} field={input.taxPercent} label={t('fields.taxPercent')} />
              {seesCost ? <TextField {...number} field={input.costPrice} label={t('form.money', { what: t('fields.costPrice'), sign })} /> : null}
            </div>
            {kind === 'SERVICE' ? <CheckboxField field={input.perHour} label={t('fields.perHour')} hint={t('form.perHourHint')} /> : null}
            {version === null ? null : <p className="text-12 text-muted">{t('form.pricesHint')}</p>}
          </FormSection>
          <FormSection title={t('form.offer')}>
            <CheckboxField field={input.isActive} label={t('fields.isActive')} hint={t('form.activeHint')} />
            {kind === 'SERVICE' ? <CheckboxField field={input.offeredOnForm} label={t('fields.offeredOnForm')} /> : null}
          </FormSection>
          {fields.length > 0 ? (
            <FormSection title={t('form.custom')}>
              <CustomFieldInputs fields={fields} field={input.custom} />
            </FormSection>
          ) : null}
        </div>
      </div>
      <FormBar>
        <SubmitButton pendingLabel={t('form.saving')}>{version === null ? t('form.create') : t('form.save')}</SubmitButton>
        <Link to={cancelTo} className={buttonClass('quiet')}>{t('common:cancel')}</Link>
      </FormBar>
    </Form>
  );
}
