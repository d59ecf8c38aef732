import { getFormProps, useForm } from '@conform-to/react';
import { Form, Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { NOTE_MAX } from '~/domain/money/ledger.schema';
import { PAY_KINDS } from '~/domain/payroll/pay-amount';
import { Alert } from '~/ui/alert';
import { Button, buttonClass, SubmitButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { ChoiceField } from '~/ui/choice-field';
import { DateField } from '~/ui/date-field';
import { SelectField, TextField } from '~/ui/field';
import type { PickChoice } from '~/ui/record-pick';
import { RecordPicker } from '~/ui/record-picker';
import type { FormAnswer } from '../__ledger/answer-refusal.server';

interface PayFormValues {
  userId: string;
  orderId: string;
  kind: string;
  quantity: string;
  rate: string;
  day: string;
  note: string;
}

interface Props {
  values: PayFormValues;
  /** Of a row that is changed; null for a new one. */
  version: number | null;
  people: readonly { id: string; name: string }[];
  ordersUrl: string;
  order: PickChoice | null;
  returnTo: string;
  answer: FormAnswer | undefined;
}

/** A row of pay by hand, or the change of a pending one. */
export function PayForm({ values, version, people, ordersUrl, order, returnTo, answer }: Props) {
  const { t } = useTranslation(['money', 'common']);
  const [form, fields] = useForm<PayFormValues>({ id: 'pay', lastResult: answer?.result, defaultValue: values, constraint: { userId: { required: true }, rate: { required: true }, day: { required: true }, note: { maxLength: NOTE_MAX } } });
  const isNew = version === null;
  const kind = PAY_KINDS.find((known) => known === fields.kind.value) ?? 'HOURLY';
  return (
    <Form method="post" {...getFormProps(form)} className="max-w-2xl">
      <input type="hidden" name="returnTo" value={returnTo} />
      {isNew ? null : <input type="hidden" name="version" value={answer?.version ?? version} />}
      <Card className="flex flex-col gap-4">
        {answer?.problem ? <Alert tone="danger" title={answer.problem} /> : null}
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <SelectField field={fields.userId} label={t('fields.person')} errorNs="money" emptyLabel={t('fields.choose')} options={people.map(({ id, name }) => ({ value: id, label: name }))} />
          <DateField field={fields.day} label={t('fields.day')} errorNs="money" min="1900-01-01" max="2999-12-31" />
        </div>
        <ChoiceField field={fields.kind} label={t('fields.payKind')} errorNs="money" options={PAY_KINDS.map((value) => ({ value, label: t(`payKind.${value}`) }))} />
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <TextField field={fields.rate} label={t(`rate.${kind}`)} hint={kind === 'FIXED' ? undefined : t('fields.rateHint')} errorNs="money" inputMode="decimal" autoComplete="off" />
          {kind === 'FIXED' ? null : <TextField field={fields.quantity} label={t(`quantity.${kind}`)} errorNs="money" inputMode="decimal" autoComplete="off" />}
        </div>
        <RecordPicker field={fields.orderId} label={t('fields.orderOptional')} errorNs="money" optionsUrl={ordersUrl} selected={order} query={answer?.picked.query} choices={answer?.picked.choices} />
        <TextField field={fields.note} label={t('fields.note')} errorNs="money" autoComplete="off" />
      </Card>
      <div className="mt-4 flex flex-wrap gap-2">
        <SubmitButton>{t(isNew ? 'payroll.submit' : 'common:save')}</SubmitButton>
        {isNew ? <Button name="another" value="yes">{t('another')}</Button> : null}
        <Link to={returnTo} className={buttonClass('quiet')}>{t('common:cancel')}</Link>
      </div>
    </Form>
  );
}
