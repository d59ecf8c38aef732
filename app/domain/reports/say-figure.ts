import { formatMoney } from '~/domain/money/money-text';
import { formatNumber, formatPercent } from '~/ui/format';
import type { ColumnKind } from './report-sheet';

/** A figure of a report as people read it. */
export function sayFigure(value: string | null, kind: ColumnKind, currency: string, language: string): string {
  if (value === null) return '—';
  if (kind === 'text') return value;
  if (kind === 'money') return formatMoney(value, currency, language);
  if (kind === 'percent') return formatPercent(Number(value), language);
  return formatNumber(Number(value), language, kind === 'amount' ? 1 : 0);
}
