import { useTranslation } from 'react-i18next';
import type { ColumnKind } from '~/domain/reports/report-sheet';
import { sayFigure } from '~/domain/reports/say-figure';

export function useFigures(currency: string): (value: string | null, kind: ColumnKind) => string {
  const { i18n } = useTranslation();
  return (value, kind) => sayFigure(value, kind, currency, i18n.language);
}
