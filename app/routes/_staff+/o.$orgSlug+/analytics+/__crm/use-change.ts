import { useTranslation } from 'react-i18next';
import { formatPercent } from '~/ui/format';

/** From here on percents say nothing any more: five times as many. */
const MANY = 4;

/** The change of a figure against as many days before, as a metric card shows it; nothing where there was nothing before. */
export function useChange(): (share: number | null) => { share: number; label: string } | null {
  const { t, i18n } = useTranslation('crm-analytics');
  return (share) => {
    if (share === null) return null;
    if (share >= MANY) return { share, label: t('changeTimes', { count: Math.round(share + 1) }) };
    return { share, label: t('change', { share: `${share > 0 ? '+' : ''}${formatPercent(share, i18n.language)}` }) };
  };
}
