import { Link } from '@remix-run/react';
import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '~/ui/button';
import { Card } from '~/ui/card';
import type { RelatedOrderList } from './related-orders.server';
import { StateBadge } from './state-badge';

/** Orders of a contact or a deal, the newest first, and the way to a new one. Needs the namespace `orders`. */
export function RelatedOrders({ orders: { rows, all, create } }: { orders: RelatedOrderList }) {
  const { t } = useTranslation('orders');
  return (
    <Card title={t('card.related')} aside={all ? <Link to={all} className="text-accent underline-offset-4 hover:underline">{t('card.all')}</Link> : null}>
      {rows.length === 0 ? <p className="text-14 text-muted">{t('card.none')}</p> : null}
      <ul className="-my-1.5 flex flex-col divide-y divide-line">
        {rows.map(({ id, number, state, to, total, start }) => (
          <li key={id} data-row="order" data-id={id} className="py-2">
            <div className="flex items-baseline justify-between gap-3">
              <Link to={to} className="text-14 font-medium tabular-nums underline-offset-4 hover:underline pointer-coarse:py-1.5">{number}</Link>
              <span className="shrink-0 text-14 tabular-nums">{total}</span>
            </div>
            <p className="mt-0.5 flex flex-wrap items-center gap-2 text-13 text-muted"><StateBadge state={state} />{start ? <span title={start.exact}>{start.text}</span> : null}</p>
          </li>
        ))}
      </ul>
      {create ? <ButtonLink size="small" to={create} className="mt-3"><Plus aria-hidden="true" className="size-4" />{t('card.create')}</ButtonLink> : null}
    </Card>
  );
}
