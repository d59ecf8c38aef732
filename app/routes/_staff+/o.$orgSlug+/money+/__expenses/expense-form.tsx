import { getFormProps, useForm } from '@conform-to/react';
import { Form, Link } from '@remix-run/react';
import { Fuel, House, Shapes, Users, Wrench } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { EXPENSE_KINDS, type ExpenseKind } from '~/domain/expenses/expense-input';
import { NOTE_MAX } from '~/domain/money/ledger.schema';
import { Alert } from '~/ui/alert';
import { Button, buttonClass, SubmitButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { ChoiceField } from '~/ui/choice-field';
import { DateField } from '~/ui/date-field';
import { SelectField, TextField } from '~/ui/field';
import { MoneyField } from '~/ui/money-field';
import type { PickChoice } from '~/ui/record-pick';
import { RecordPicker } from '~/ui/record-picker';
import type { FormAnswer } from '../__ledger/answer-refusal.server';

interface ExpenseFormValues {
  kind: string;
  orderId: string;
  itemId: string;
  amount: string;
  day: string;
  note: string;
}

interface Props {
  values: ExpenseFormValues;
  currency: string;
  /** Of an expense that is changed; null for a new one. */
  version: number | null;
  machines: readonly { id: string; name: string }[];
  ordersUrl: string;
  order: PickChoice | null;
  returnTo: string;
  answer: FormAnswer | undefined;
  canUpdate: boolean;
}

const icons: Record<ExpenseKind, typeof Fuel> = { FUEL: Fuel, REPAIR: Wrench, RENT: House, SALARY: Users, OTHER: Shapes };

/** A new expense or the change of one. */
export function ExpenseForm({ values, currency, version, machines, ordersUrl, order, returnTo, answer, canUpdate }: Props) {
  const { t } = useTranslation(['money', 'common']);
  const [form, fields] = useForm<ExpenseFormValues>({ id: 'expense', lastResult: answer?.result, defaultValue: values, constraint: { amount: { required: true }, day: { required: true }, note: { maxLength: NOTE_MAX } } });
  const isNew = version === null;
  return (
    <Form method="post" {...getFormProps(form)} className="max-w-2xl">
      <input type="hidden" name="returnTo" value={returnTo} />
      {isNew ? null : <input type="hidden" name="version" value={answer?.version ?? version} />}
      <Card>
        <fieldset disabled={!canUpdate} className="flex min-w-0 flex-col gap-4">
          {answer?.problem ? <Alert tone="danger" title={answer.problem} /> : null}
          <ChoiceField field={fields.kind} label={t('fields.expenseKind')} errorNs="money" options={EXPENSE_KINDS.map((value) => ({ value, label: t(`expenseKind.${value}`), Icon: icons[value] }))} />
          <div className="grid items-start gap-4 sm:grid-cols-2">
            <MoneyField field={fields.amount} label={t('fields.amount')} errorNs="money" currency={currency} enterKeyHint="done" />
            <DateField field={fields.day} label={t('fields.day')} errorNs="money" min="1900-01-01" max="2999-12-31" />
          </div>
          <TextField field={fields.note} label={t('fields.note')} hint={t('fields.expenseHint')} errorNs="money" autoComplete="off" />
          <div className="grid items-start gap-4 sm:grid-cols-2">
            <SelectField field={fields.itemId} label={t('fields.machine')} errorNs="money" emptyLabel={t('fields.none')} options={machines.map(({ id, name }) => ({ value: id, label: name }))} />
            <RecordPicker field={fields.orderId} label={t('fields.orderOptional')} errorNs="money" optionsUrl={ordersUrl} selected={order} query={answer?.picked.query} choices={answer?.picked.choices} />
          </div>
        </fieldset>
      </Card>
      <div className="mt-4 flex flex-wrap gap-2">
        {canUpdate ? <SubmitButton>{t(isNew ? 'expenses.submit' : 'common:save')}</SubmitButton> : null}
        {isNew ? <Button name="another" value="yes">{t('another')}</Button> : null}
        <Link to={returnTo} className={buttonClass('quiet')}>{t('common:cancel')}</Link>
      </div>
    </Form>
  );
}
