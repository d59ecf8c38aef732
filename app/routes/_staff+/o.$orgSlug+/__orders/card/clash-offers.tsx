import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import type { ShownClash } from './present-clash';

/** What is taken, and what could be done instead. @param orders address of the list of orders */
export function ClashOffers({ clash: { taken, nearest, equal }, orders }: { clash: ShownClash; orders: string }) {
  const { t } = useTranslation('orders');
  return (
    <div className="flex flex-col gap-1">
      <ul className="list-disc pl-5">
        {taken.map(({ id, text, orderId }) => <li key={id}>{orderId ? <Link to={`${orders}/${orderId}`} className="underline underline-offset-4">{text}</Link> : text}</li>)}
      </ul>
      <p>{nearest}</p>
      {equal.length > 0 ? <p>{t('clash.equal', { machines: equal.join(', ') })}</p> : null}
    </div>
  );
}
