import { useTranslation } from 'react-i18next';
import { formatPercent } from '~/ui/format';

/** The change of a figure against as many days before, as a metric card shows it; nothing where there was nothing before. */
export function useChange(): (share: number | null) => { share: number; label: string } | null {
  const { t, i18n } = useTranslation('crm-analytics');
  return (share) => {
    if (share === null) return null;
    return { share, label: t('change', { share: `${share > 0 ? '+' : ''}${formatPercent(share, i18n.language)}` }) };
  };
}
