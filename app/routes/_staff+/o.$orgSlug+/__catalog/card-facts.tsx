import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '~/ui/card';
import type { ItemCard } from './load-card.server';

/** What an item is and what it costs. */
export function ItemFacts({ card: { item, facts, prices, tax, cost, carrier, base } }: { card: ItemCard }) {
  const { t } = useTranslation('catalog');
  return (
    <div className="flex flex-col gap-4">
      <Card title={t('card.prices')}>
        {prices.length > 0 ? prices.map((price) => <p key={price} className="text-20 font-semibold tabular-nums">{price}</p>) : <p className="text-20 text-muted">{t('card.noPrice')}</p>}
        <p className="mt-1 text-13 text-muted">
          {tax ? t('card.tax', { percent: tax }) : t('card.noTax')}
          {cost ? <> · {t('card.cost', { price: cost })}</> : null}
        </p>
      </Card>
      <Card title={t('card.facts')}>
        <dl className="flex flex-col gap-2.5">
          <Fact label={t('fields.code')}><span className="tabular-nums">{item.code}</span></Fact>
          {carrier ? <Fact label={t('fields.machineId')}><Link to={`${base}/catalog/${carrier.id}`} className="text-accent underline-offset-4 hover:underline">{carrier.name}</Link></Fact> : null}
          {facts.map(({ key, label, value }) => <Fact key={key} label={label}>{value}</Fact>)}
        </dl>
        {item.description ? <p className="mt-4 border-t border-line pt-4 text-14 break-words whitespace-pre-line">{item.description}</p> : null}
      </Card>
    </div>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-12 text-muted">{label}</dt>
      <dd className="text-14 break-words">{children}</dd>
    </div>
  );
}

/** What it cost when: the newest first. */
export function PriceHistory({ card: { history } }: { card: ItemCard }) {
  const { t } = useTranslation('catalog');
  if (history.length < 2) return null;
  const hasCost = history.some(({ cost }) => cost !== null);
  return (
    <Card title={t('history.title')}>
      <table className="w-full text-left text-13">
        <caption className="sr-only">{t('history.title')}</caption>
        <thead>
          <tr className="text-12 text-muted">
            <th scope="col" className="pr-3 pb-1.5 font-medium">{t('history.since')}</th>
            <th scope="col" className="pr-3 pb-1.5 font-medium">{t('history.price')}</th>
            {hasCost ? <th scope="col" className="pb-1.5 text-right font-medium">{t('history.cost')}</th> : null}
          </tr>
        </thead>
        <tbody>
          {history.map(({ id, since, exact, by, price, tax, cost }) => (
            <tr key={id} data-row="price" data-id={id} className="border-t border-line align-top">
              <th scope="row" className="py-1.5 pr-3 font-normal"><span title={exact}>{since}</span>{by ? <span className="block text-12 text-muted">{by}</span> : null}</th>
              <td className="py-1.5 pr-3 tabular-nums">{price}<span className="block text-12 text-muted">{t('card.tax', { percent: tax })}</span></td>
              {hasCost ? <td className="py-1.5 text-right tabular-nums">{cost ?? '—'}</td> : null}
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

/** What can be put on the machine. */
export function Attachments({ card: { attachments, item, base, rights } }: { card: ItemCard }) {
  const { t } = useTranslation('catalog');
  if (!attachments) return null;
  const add = rights.create ? <Link to={`${base}/catalog/new?kind=ATTACHMENT&machine=${item.id}`} className="text-accent underline-offset-4 hover:underline">{t('attachments.add')}</Link> : null;
  return (
    <Card title={t('attachments.title')} aside={add}>
      {attachments.length === 0 ? <p className="text-14 text-muted">{t('attachments.none')}</p> : (
        <ul className="-my-1 flex flex-col">
          {attachments.map(({ id, name, code, isActive, status }) => (
            <li key={id} data-row="item" data-id={id} className="flex items-baseline justify-between gap-3 py-1 pointer-coarse:py-2.5">
              <Link to={`${base}/catalog/${id}`} className="text-14 underline-offset-4 hover:underline">{name}</Link>
              <span className="text-12 text-muted">{isActive ? (status === 'READY' ? code : t(`status.${status}`)) : t('off')}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
