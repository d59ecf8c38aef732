import { Link } from '@remix-run/react';
import { ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Card } from '~/ui/card';
import { cx } from '~/ui/class-names';
import { StateBadge } from '../__orders/state-badge';
import type { MyOrdersList } from './load-my-orders.server';

/** An operator's day: where to be and when, what is under way first. */
export function MyOrders({ orders: { rows, all }, className }: { orders: MyOrdersList; className?: string }) {
  const { t } = useTranslation('orders');
  return (
    <Card title={t('today.title')} className={cx('mb-4', className)} aside={<Link to={all} className="text-13 text-muted underline-offset-4 hover:text-ink hover:underline">{t('today.all')}</Link>}>
      {rows.length === 0 ? <p className="text-14 text-muted">{t('today.none')}</p> : null}
      <ul className="-mx-2 flex flex-col divide-y divide-line">
        {rows.map(({ id, number, state, client, address, start, to }) => (
          <li key={id} data-row="order" data-id={id}>
            <Link to={to} className="flex min-h-14 items-center gap-3 rounded-control px-2 py-2.5 hover:bg-raised">
              <span className="min-w-0 flex-1">
                <span className="flex flex-wrap items-center gap-x-2 gap-y-1 text-14 font-semibold"><span title={start?.exact}>{start?.text}</span><StateBadge state={state} /></span>
                <span className="mt-0.5 block text-14 break-words">{address}</span>
                <span className="block text-13 text-muted">{[client, number].filter(Boolean).join(' · ')}</span>
              </span>
              <ChevronRight aria-hidden="true" className="size-5 shrink-0 text-muted" />
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
