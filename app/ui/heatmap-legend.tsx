import { useTranslation } from 'react-i18next';
import { formatNumber } from './format';

/** The ramp from blue to red, with how many points each colour stands for. */
export function HeatmapLegend({ stops }: { stops: { share: number; color: string; count: number }[] }) {
  const { t, i18n } = useTranslation('analytics');
  const gradient = stops.map(({ share, color }) => `${color} ${share * 100}%`).join(', ');
  return (
    <div role="group" aria-label={t('heat.legend.title')}>
      <p className="mb-1.5 text-13 text-muted">{t('heat.legend.title')}</p>
      <div aria-hidden="true" className="h-3 rounded-full" style={{ background: `linear-gradient(90deg, ${gradient})` }} />
      <ol className="relative mt-1 h-4 text-12 text-muted">
        {stops.map(({ share, count }, index) => (
          <li key={share} className="absolute tabular-nums first:left-0!" style={index === stops.length - 1 ? { right: 0 } : { left: `${share * 100}%`, transform: index === 0 ? undefined : 'translateX(-50%)' }}>
            {formatNumber(count, i18n.language)}
          </li>
        ))}
      </ol>
    </div>
  );
}
