import { useTranslation } from 'react-i18next';
import { Card } from '~/ui/card';
import type { OrderCard } from './load-card.server';
import { StateBadge } from '../state-badge';

/** Who brought the order from where to where, when and why. */
export function OrderHistory({ card: { history } }: { card: OrderCard }) {
  const { t } = useTranslation('orders');
  return (
    <Card id="history" title={t('card.history')}>
      <ol className="flex flex-col gap-3">
        {history.map(({ id, to, comment, by, at }) => (
          <li key={id} data-row="order-step" data-id={id}>
            <StateBadge state={to} />
            <p className="mt-1 text-13 text-muted"><time title={at?.exact}>{at?.text}</time>{by ? ` · ${by}` : ''}</p>
            {comment ? <p className="text-14 break-words whitespace-pre-line">{comment}</p> : null}
          </li>
        ))}
      </ol>
    </Card>
  );
}
