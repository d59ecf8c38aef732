import { useTranslation } from 'react-i18next';
import { formatMoney, formatMoneyShort } from '~/domain/money/money-text';

/** Sums, each in its currency; never added up across currencies. The exact ones on hover. */
export function Amounts({ sums, exact = false }: { sums: readonly { currency: string; amount: string }[]; exact?: boolean }) {
  const { i18n } = useTranslation();
  const shown = sums.filter(({ amount }) => Number(amount) !== 0);
  if (shown.length === 0) return <span className="text-muted">—</span>;
  const say = exact ? formatMoney : formatMoneyShort;
  return (
    <span title={shown.map(({ amount, currency }) => formatMoney(amount, currency, i18n.language)).join(' + ')}>
      {shown.map(({ amount, currency }, index) => (
        <span key={currency} className="whitespace-nowrap" data-currency={currency} data-value={amount}>
          {index > 0 ? ' + ' : ''}{say(amount, currency, i18n.language)}
        </span>
      ))}
    </span>
  );
}
