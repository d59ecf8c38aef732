import { useTranslation } from 'react-i18next';
import { formatMoney } from '~/domain/money/money-text';
import type { OrderLineRecord } from '~/domain/orders/order-command';
import { explainLine } from '~/domain/orders/pricing';
import { Card } from '~/ui/card';
import { lineIcons } from '../editor/kind-icons';
import { sayNumber, sayRate } from '../editor/say-price';
import type { OrderCard } from './load-card.server';

/** What the order consists of; with prices, how each came about, and the whole, for those who see them. */
export function OrderLines({ card: { order } }: { card: OrderCard }) {
  const { t } = useTranslation('orders');
  const { lines, sums, currency } = order;
  return (
    <Card id="lines" title={t('lines.title')} aside={lines.length > 0 ? t('lines.count', { count: lines.length }) : null}>
      {lines.length === 0 ? <p className="text-14 text-muted">{t('lines.none')}</p> : null}
      <ul className="flex flex-col divide-y divide-line">
        {lines.map((line) => <Line key={line.id} line={line} currency={currency} />)}
      </ul>
      {sums ? <Sums sums={sums} currency={currency} /> : null}
    </Card>
  );
}

function Line({ line, currency }: { line: OrderLineRecord; currency: string }) {
  const { t, i18n } = useTranslation('orders');
  const Icon = lineIcons[line.kind];
  const number = (value: string) => sayNumber(value, i18n.language);
  const amounts =
    line.kind === 'EQUIPMENT'
      ? [line.shifts && Number(line.shifts) > 0 ? t('lines.shifts', { count: Number(line.shifts), shown: number(line.shifts) }) : null, line.hours && Number(line.hours) > 0 ? t('lines.hours', { shown: number(line.hours) }) : null]
      : [line.quantity ? `${number(line.quantity)} ${line.unit || (line.perHour ? t('lines.hour') : '')}`.trim() : null];
  return (
    <li data-row="line" data-id={line.id} className="py-3 first:pt-0">
      <div className="flex items-baseline justify-between gap-3">
        <p className="min-w-0 text-14 font-medium break-words"><Icon aria-hidden="true" className="mr-2 inline size-4 align-[-0.125em] text-muted" />{line.name}</p>
        {line.price ? <span data-metric="line-total" data-value={line.price.total} className="shrink-0 text-14 tabular-nums">{formatMoney(line.price.total, currency, i18n.language)}</span> : null}
      </div>
      <p className="text-13 text-muted">{amounts.filter(Boolean).join(' + ') || t('lines.noAmount')}</p>
      {line.price ? <HowPriced line={line} currency={currency} /> : null}
    </li>
  );
}

/** How this price came about, step by step. */
function HowPriced({ line, currency }: { line: OrderLineRecord; currency: string }) {
  const { t, i18n } = useTranslation('orders');
  const { factors, gross, discount, net, tax, total, discountPercent, taxPercent } = explainLine(line);
  const money = (amount: string) => formatMoney(amount, currency, i18n.language);
  const percent = (value: string) => sayNumber(value, i18n.language);
  const rows = [
    ...factors.map(({ what, count, rate, amount }) => ({ key: what, label: `${t(`lines.factor.${what}`, { shown: sayNumber(count, i18n.language) })} × ${sayRate(rate, currency, i18n.language)}`, value: sayRate(amount, currency, i18n.language) })),
    ...(factors.length !== 1 || discountPercent || taxPercent ? [{ key: 'gross', label: t('lines.gross'), value: money(gross) }] : []),
    ...(discountPercent ? [{ key: 'discount', label: t('lines.discount', { percent: percent(discountPercent) }), value: `−${money(discount)}` }, { key: 'net', label: t('lines.net'), value: money(net) }] : []),
    ...(taxPercent ? [{ key: 'tax', label: t('lines.tax', { percent: percent(taxPercent) }), value: money(tax) }] : []),
    { key: 'total', label: t('lines.total'), value: money(total) },
  ];
  return (
    <details className="mt-1">
      <summary className="no-print inline-block cursor-pointer text-13 text-accent underline-offset-4 hover:underline pointer-coarse:py-2.5">{t('lines.how')}</summary>
      <dl className="mt-1.5 grid max-w-md grid-cols-[1fr_auto] gap-x-6 gap-y-1 rounded-control bg-sunken px-3 py-2 text-13">
        {rows.map(({ key, label, value }) => (
          <div key={key} className="contents last:font-medium"><dt>{label}</dt><dd className="text-right tabular-nums">{value}</dd></div>
        ))}
      </dl>
    </details>
  );
}

function Sums({ sums, currency }: { sums: NonNullable<OrderCard['order']['sums']>; currency: string }) {
  const { t, i18n } = useTranslation('orders');
  const money = (amount: string) => formatMoney(amount, currency, i18n.language);
  const isSome = (amount: string) => Number(amount) !== 0;
  const rows = [
    ...(isSome(sums.discount) || isSome(sums.tax) || isSome(sums.lateDiscount) ? [{ key: 'subtotal', value: sums.subtotal, sign: '' }] : []),
    ...(isSome(sums.discount) ? [{ key: 'discount', value: sums.discount, sign: '' }] : []),
    ...(isSome(sums.tax) ? [{ key: 'tax', value: sums.tax, sign: '+' }] : []),
    ...(isSome(sums.lateDiscount) ? [{ key: 'lateDiscount', value: sums.lateDiscount, sign: '−' }] : []),
  ];
  return (
    <dl className="mt-2 flex flex-col gap-1 border-t border-line pt-3 text-14">
      {rows.map(({ key, value, sign }) => <div key={key} className="flex justify-between gap-4 text-muted"><dt>{t(`sums.${key}`)}</dt><dd className="tabular-nums">{sign}{money(value)}</dd></div>)}
      <div className="flex items-baseline justify-between gap-4 text-16 font-semibold"><dt>{t('sums.total')}</dt><dd data-metric="lines-total" data-value={sums.total} className="tabular-nums">{money(sums.total)}</dd></div>
      {sums.estimate ? <div className="flex justify-between gap-4 text-13 text-muted"><dt>{t('sums.estimate')}</dt><dd className="tabular-nums">{money(sums.estimate)}</dd></div> : null}
      {sums.prepayment ? <div className="flex justify-between gap-4 text-13 text-muted"><dt>{t('sums.prepayment')}</dt><dd className="tabular-nums">{money(sums.prepayment)}</dd></div> : null}
    </dl>
  );
}
