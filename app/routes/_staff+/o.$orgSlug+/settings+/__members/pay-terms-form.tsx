import { getFormProps, useForm, type SubmissionResult } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { PAY_KINDS } from '~/domain/payroll/pay-amount';
import { SubmitButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { SelectField, TextField } from '~/ui/field';

interface Props {
  terms: { kind: string; rate: string } | null;
  lastResult: SubmissionResult | undefined;
}

interface Values {
  payKind: string;
  payRate: string;
}

/** How a member is paid for orders when nothing else is said there. Namespace: `money`. */
export function PayTermsForm({ terms, lastResult }: Props) {
  const { t } = useTranslation(['money', 'common']);
  const [form, fields] = useForm<Values>({ id: 'terms', lastResult, defaultValue: { payKind: terms?.kind ?? '', payRate: terms?.rate ?? '' } });
  const kind = PAY_KINDS.find((known) => known === fields.payKind.value);
  return (
    <Card title={t('terms.title')}>
      <p className="-mt-2 mb-4 max-w-prose text-13 text-muted">{t('terms.intro')}</p>
      <Form method="post" {...getFormProps(form)} preventScrollReset>
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <SelectField field={fields.payKind} label={t('fields.payKind')} errorNs="money" emptyLabel={t('terms.none')} options={PAY_KINDS.map((value) => ({ value, label: t(`payKind.${value}`) }))} />
          <TextField field={fields.payRate} label={t(kind ? `rate.${kind}` : 'terms.rate')} errorNs="money" inputMode="decimal" autoComplete="off" />
        </div>
        <SubmitButton name="intent" value="terms" className="mt-4">{t('common:save')}</SubmitButton>
      </Form>
    </Card>
  );
}
