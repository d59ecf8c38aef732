import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Card } from '~/ui/card';
import type { ContactMoneyData } from './contact-money.server';

/** The client's statement: what is still to be received, what came in advance, and the ways to orders and payments. Namespace: `money`. */
export function ContactMoney({ money }: { money: ContactMoneyData | null }) {
  const { t } = useTranslation('money');
  if (!money) return null;
  return (
    <Card title={t('statement.title')} aside={<Link to={money.payments} className="underline-offset-4 hover:underline">{t('statement.payments')}</Link>}>
      {money.balances.map(({ currency, due, advance, total, paid, dueOrders }) => (
        <dl key={currency} className="flex flex-col gap-1 text-14 not-first:mt-3">
          <Line label={t('statement.total')} {...total} />
          <Line label={t('statement.paid')} {...paid} />
          {advance.isZero ? null : <Line label={t('statement.advance')} {...advance} name={`contact-advance-${currency}`} />}
          <div className="mt-1 flex items-baseline justify-between gap-3 border-t border-line pt-2 font-semibold">
            <dt>{due.isZero ? t('statement.settled') : <Link to={money.due} className="text-warm underline-offset-4 hover:underline">{t('statement.due', { count: dueOrders })}</Link>}</dt>
            <dd data-metric={`contact-due-${currency}`} data-value={due.value} className={due.isZero ? 'text-ok' : 'whitespace-nowrap text-warm'}>{due.isZero ? null : due.text}</dd>
          </div>
        </dl>
      ))}
      <Link to={money.orders} className="mt-2 inline-block text-13 text-accent underline-offset-4 hover:underline pointer-coarse:py-2">{t('statement.orders')}</Link>
    </Card>
  );
}

function Line({ label, value, text, name }: { label: string; value: string; text: string; name?: string }) {
  return (
    <div className="flex items-baseline justify-between gap-3">
      <dt className="text-muted">{label}</dt>
      <dd data-metric={name} data-value={name && value} className="whitespace-nowrap">{text}</dd>
    </div>
  );
}
