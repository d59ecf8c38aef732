import { useTranslation } from 'react-i18next';
import { formatMoney } from '~/domain/money/money-text';
import type { ColumnKind } from '~/domain/reports/report-sheet';
import { formatNumber, formatPercent } from '~/ui/format';

/** A figure of a report as people read it. */
export function sayFigure(value: string | null, kind: ColumnKind, currency: string, language: string): string {
  if (value === null) return '—';
  if (kind === 'text') return value;
  if (kind === 'money') return formatMoney(value, currency, language);
  if (kind === 'percent') return formatPercent(Number(value), language);
  return formatNumber(Number(value), language, kind === 'amount' ? 1 : 0);
}

export function useFigures(currency: string): (value: string | null, kind: ColumnKind) => string {
  const { i18n } = useTranslation();
  return (value, kind) => sayFigure(value, kind, currency, i18n.language);
}
