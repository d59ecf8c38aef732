import { Form, Link } from '@remix-run/react';
import { Plus } from 'lucide-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { PAYMENT_METHODS } from '~/domain/payments/payment-input';
import { Button, buttonClass, SubmitButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { cx } from '~/ui/class-names';
import { controlClass } from '~/ui/field';
import type { OrderMoneyData } from './load-order-money.server';

const balanceClass: Record<OrderMoneyData['balance']['kind'], string> = { nothing: 'text-muted', due: 'text-warm', settled: 'text-ok', over: 'text-cool', return: 'text-danger' };

/** How the order stands with its client: total, paid, what is left, in words; taking a payment; what the order cost. Namespace: `money`. */
export function OrderMoney({ money }: { money: OrderMoneyData | null }) {
  const { t } = useTranslation('money');
  if (!money) return null;
  const { total, paid, balance, prepayment } = money;
  return (
    <Card title={t('panel.title')} id="money">
      <dl className="flex flex-col gap-1 text-14">
        <Figure label={t('panel.total')} name="order-total" {...total} />
        <Figure label={t('panel.paid')} name="order-paid" {...paid} />
        <div className={cx('mt-1 flex items-baseline justify-between gap-3 border-t border-line pt-2 text-16 font-semibold', balanceClass[balance.kind])}>
          <dt>{t(`panel.balance.${balance.kind}`)}</dt>
          <dd data-metric="order-balance" data-value={balance.kind === 'over' || balance.kind === 'return' ? `-${balance.value}` : balance.value} className="whitespace-nowrap">
            {balance.kind === 'due' || balance.kind === 'over' || balance.kind === 'return' ? balance.text : null}
          </dd>
        </div>
      </dl>
      {prepayment ? <p className={cx('mt-1.5 text-13', prepayment.isDue ? 'text-warm' : 'text-muted')}>{prepayment.text}</p> : null}
      <Payments money={money} />
      {money.expenses ? <Costs title={t('panel.expenses')} metric="order-expenses" costs={money.expenses} addLabel={t('panel.addExpense')} /> : null}
      {money.pay ? <Costs title={t('panel.pay')} metric="order-pay" costs={money.pay} addLabel={t('panel.addPay')} /> : null}
      {money.accrue ? (
        <Form method="post" action={money.accrue} preventScrollReset className="mt-2 no-print">
          <input type="hidden" name="orderId" value={money.orderId} />
          <input type="hidden" name="returnTo" value={money.page} />
          <Button size="small" name="intent" value="accrue">{t('panel.accrue')}</Button>
        </Form>
      ) : null}
    </Card>
  );
}

function Figure({ label, name, value, text }: { label: string; name: string; value: string; text: string }) {
  return (
    <div className="flex items-baseline justify-between gap-3">
      <dt className="text-muted">{label}</dt>
      <dd data-metric={name} data-value={value} className="whitespace-nowrap">{text}</dd>
    </div>
  );
}

/** The rows, and the form: two presses when the whole balance is paid today. */
function Payments({ money: { receive, refund, form, currency, payments, hasMorePayments, allPayments } }: { money: OrderMoneyData }) {
  const { t } = useTranslation('money');
  const id = useId();
  return (
    <>
      {receive || refund ? (
        <div className="mt-3 flex flex-wrap items-start gap-2 no-print">
          {receive ? (
            <details className="min-w-0 open:basis-full">
              <summary className={buttonClass('primary', 'small')}>{t('panel.receive')}</summary>
              <Form method="post" action={form.action} preventScrollReset className="mt-3 grid gap-3 rounded-control border border-line bg-raised p-3 sm:grid-cols-2">
                <input type="hidden" name="kind" value="RECEIVED" />
                <input type="hidden" name="submissionKey" value={form.submissionKey} />
                <label className="flex flex-col gap-1 text-13 font-medium" htmlFor={`${id}-amount`}>
                  {t('panel.amount', { currency })}
                  <input id={`${id}-amount`} name="amount" defaultValue={receive.amount.replace(/\.00$/, '')} inputMode="decimal" autoComplete="off" required maxLength={40} enterKeyHint="done" className={cx(controlClass, 'text-right font-normal tabular-nums')} />
                </label>
                <label className="flex flex-col gap-1 text-13 font-medium">
                  {t('fields.day')}
                  <input type="date" name="day" defaultValue={form.day} required className={cx(controlClass, 'font-normal')} />
                </label>
                <label className="flex flex-col gap-1 text-13 font-medium sm:col-span-2">
                  {t('fields.method')}
                  <select name="method" defaultValue="TRANSFER" className={cx(controlClass, 'font-normal')}>
                    {PAYMENT_METHODS.map((method) => <option key={method} value={method}>{t(`method.${method}`)}</option>)}
                  </select>
                </label>
                <SubmitButton className="sm:col-span-2">{t('payments.submit')}</SubmitButton>
              </Form>
            </details>
          ) : null}
          {refund ? <Link to={refund} className={buttonClass('secondary', 'small')}>{t('panel.refund')}</Link> : null}
        </div>
      ) : null}
      {payments.length > 0 ? (
        <ul className="mt-3 flex flex-col divide-y divide-line border-t border-line">
          {payments.map((row) => (
            <li key={row.id} data-row="payment" data-id={row.id} className="flex items-baseline justify-between gap-3 py-1.5 text-13">
              <Link to={row.to} className="min-w-0 underline-offset-4 hover:underline pointer-coarse:py-2">
                {row.day} · {row.method}
                {row.isRefund ? <span className="text-danger"> · {t('paymentKind.REFUNDED')}</span> : null}
                {row.note ? <span className="text-muted"> · {row.note}</span> : null}
              </Link>
              <span className="font-medium whitespace-nowrap tabular-nums">{row.isRefund ? '−' : ''}{row.amount}</span>
            </li>
          ))}
        </ul>
      ) : null}
      {hasMorePayments ? <Link to={allPayments} className="mt-1 inline-block text-13 text-accent underline-offset-4 hover:underline pointer-coarse:py-2">{t('panel.all')}</Link> : null}
    </>
  );
}

interface CostsProps {
  title: string;
  metric: string;
  addLabel: string;
  costs: NonNullable<OrderMoneyData['expenses']>;
}

/** What the order cost: never part of what the client pays. */
function Costs({ title, metric, costs: { rows, sum, all, add }, addLabel }: CostsProps) {
  return (
    <section className="mt-4">
      <div className="flex items-baseline justify-between gap-3">
        <h3 className="text-13 font-semibold">{sum ? <Link to={all} className="underline-offset-4 hover:underline">{title}</Link> : title}</h3>
        {sum ? <span data-metric={metric} data-value={sum.value} className="text-13 font-medium tabular-nums">{sum.text}</span> : null}
      </div>
      {rows.length > 0 ? (
        <ul className="mt-1 flex flex-col gap-1">
          {rows.map((row) => (
            <li key={row.id} className="flex items-baseline justify-between gap-3 text-13">
              <Link to={row.to} className="min-w-0 underline-offset-4 hover:underline pointer-coarse:py-2">{row.name}{row.detail ? <span className="text-muted"> · {row.detail}</span> : null}</Link>
              <span className="whitespace-nowrap text-muted tabular-nums">{row.amount}</span>
            </li>
          ))}
        </ul>
      ) : null}
      {add ? <Link to={add} className="mt-1 inline-flex items-center gap-1 text-13 text-accent no-print underline-offset-4 hover:underline pointer-coarse:min-h-11"><Plus aria-hidden="true" className="size-3.5" />{addLabel}</Link> : null}
    </section>
  );
}
