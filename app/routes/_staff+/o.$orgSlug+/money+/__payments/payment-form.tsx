import { getFormProps, useForm } from '@conform-to/react';
import { Form, Link } from '@remix-run/react';
import { Banknote, CreditCard, Globe, Landmark } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { NOTE_MAX } from '~/domain/money/ledger.schema';
import { PAYMENT_KINDS, PAYMENT_METHODS, type PaymentKind } from '~/domain/payments/payment-input';
import { Alert } from '~/ui/alert';
import { Button, buttonClass, SubmitButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { ChoiceField } from '~/ui/choice-field';
import { DateField } from '~/ui/date-field';
import { TextField } from '~/ui/field';
import { MoneyField } from '~/ui/money-field';
import type { PickChoice } from '~/ui/record-pick';
import { RecordPicker } from '~/ui/record-picker';
import type { FormAnswer } from '../__ledger/answer-refusal.server';

interface PaymentFormValues {
  kind: PaymentKind;
  orderId: string;
  method: string;
  amount: string;
  day: string;
  note: string;
}

interface Props {
  values: PaymentFormValues;
  currency: string;
  /** Of a payment that is changed; null for a new one. */
  version: number | null;
  /** What cannot be chosen: the order of its own page, or of a payment that exists. */
  fixedOrder: { number: string; to: string } | null;
  /** Of a new payment: a second post of the same form is no second payment. */
  submissionKey: string | null;
  ordersUrl: string;
  /** The order that the form begins with. */
  order?: PickChoice | null;
  returnTo: string;
  answer: FormAnswer | undefined;
  canUpdate: boolean;
  /** May go on with the next one. */
  hasNext?: boolean;
}

export const methodIcons = { CASH: Banknote, TRANSFER: Landmark, CARD: CreditCard, ONLINE: Globe } as const;

/** A new payment or the change of one. */
export function PaymentForm({ values, currency, version, fixedOrder, submissionKey, ordersUrl, order, returnTo, answer, canUpdate, hasNext = false }: Props) {
  const { t } = useTranslation(['money', 'common']);
  const [form, fields] = useForm<PaymentFormValues>({ id: 'payment', lastResult: answer?.result, defaultValue: values, constraint: { amount: { required: true }, day: { required: true }, orderId: { required: true }, note: { maxLength: NOTE_MAX } } });
  const isNew = version === null;
  return (
    <Form method="post" {...getFormProps(form)} className="max-w-2xl">
      <input type="hidden" name="returnTo" value={returnTo} />
      {isNew ? <input type="hidden" name="submissionKey" value={submissionKey ?? ''} /> : <input type="hidden" name="version" value={answer?.version ?? version} />}
      <Card>
        <fieldset disabled={!canUpdate} className="flex min-w-0 flex-col gap-4">
          {answer?.problem ? <Alert tone="danger" title={answer.problem} /> : null}
          {isNew ? (
            <ChoiceField field={fields.kind} label={t('fields.kind')} errorNs="money" options={PAYMENT_KINDS.map((value) => ({ value, label: t(`paymentKind.${value}`) }))} />
          ) : (
            <p className="text-14"><span className="text-muted">{t('fields.kind')}:</span> {t(`paymentKind.${values.kind}`)}</p>
          )}
          {fixedOrder ? (
            <p className="text-14">
              <span className="text-muted">{t('fields.order')}:</span> <Link to={fixedOrder.to} className="font-medium underline-offset-4 hover:underline">{fixedOrder.number}</Link>
              {isNew ? <input type="hidden" name="orderId" value={values.orderId} /> : null}
            </p>
          ) : (
            <RecordPicker field={fields.orderId} label={t('fields.order')} hint={t('fields.orderHint')} errorNs="money" optionsUrl={ordersUrl} selected={order} query={answer?.picked.query} choices={answer?.picked.choices} />
          )}
          <div className="grid items-start gap-4 sm:grid-cols-2">
            <MoneyField field={fields.amount} label={t('fields.amount')} errorNs="money" currency={currency} enterKeyHint="done" />
            <DateField field={fields.day} label={t('fields.day')} errorNs="money" min="1900-01-01" max="2999-12-31" />
          </div>
          <ChoiceField field={fields.method} label={t('fields.method')} errorNs="money" options={PAYMENT_METHODS.map((value) => ({ value, label: t(`method.${value}`), Icon: methodIcons[value] }))} />
          <TextField field={fields.note} label={t('fields.note')} hint={t('fields.noteHint')} errorNs="money" autoComplete="off" />
        </fieldset>
      </Card>
      <div className="mt-4 flex flex-wrap gap-2">
        {canUpdate ? <SubmitButton>{t(isNew ? 'payments.submit' : 'common:save')}</SubmitButton> : null}
        {isNew && hasNext ? <Button name="another" value="yes">{t('another')}</Button> : null}
        <Link to={returnTo} className={buttonClass('quiet')}>{t('common:cancel')}</Link>
      </div>
    </Form>
  );
}
