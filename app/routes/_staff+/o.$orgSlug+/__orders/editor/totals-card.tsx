import type { FieldMetadata } from '@conform-to/react';
import { useTranslation } from 'react-i18next';
import type { OrderPrice } from '~/domain/orders/pricing';
import { Card } from '~/ui/card';
import { MoneyField } from '~/ui/money-field';
import { sayFitting } from './say-price';

interface Props {
  price: OrderPrice;
  /** Lines whose numbers cannot be read yet. */
  unclear: number;
  currency: string;
  estimate: FieldMetadata<string>;
  prepayment: FieldMetadata<string>;
}

const PARTS = ['discount', 'subtotal', 'tax'] as const;

/** What the lines add up to, and what was said to the client beside it. */
export function TotalsCard({ price, unclear, currency, estimate, prepayment }: Props) {
  const { t, i18n } = useTranslation('order-editor');
  const money = (amount: string) => sayFitting(amount, currency, i18n.language);
  return (
    <Card title={t('totals.title')}>
      <dl className="flex flex-col gap-1.5 text-14 tabular-nums">
        {PARTS.filter((part) => part === 'subtotal' || Number(price[part]) !== 0).map((part) => (
          <div key={part} className="flex justify-between gap-4 text-muted">
            <dt>{t(`totals.${part}`)}</dt>
            <dd data-metric={part} data-value={price[part]}>{money(price[part])}</dd>
          </div>
        ))}
        <div className="flex items-baseline justify-between gap-4 border-t border-line pt-2">
          <dt className="font-semibold">{t('totals.total')}</dt>
          <dd className="text-20 font-semibold" data-metric="total" data-value={price.total}>{money(price.total)}</dd>
        </div>
      </dl>
      {unclear > 0 ? <p className="mt-2 text-12 text-danger">{t('totals.unclear', { count: unclear })}</p> : null}
      <div className="mt-4 grid gap-4 border-t border-line pt-4 sm:grid-cols-2 xl:grid-cols-1">
        <MoneyField field={estimate} label={t('totals.estimate')} hint={t('totals.estimateHint')} errorNs="order-editor" currency={currency} />
        <MoneyField field={prepayment} label={t('totals.prepayment')} errorNs="order-editor" currency={currency} />
      </div>
    </Card>
  );
}
