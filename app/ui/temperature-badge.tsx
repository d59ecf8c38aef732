import { Flame, Snowflake, ThermometerSun } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { cx } from './class-names';

export type Priority = 'high' | 'medium' | 'low';

export const temperatureLook = {
  high: { className: 'bg-hot-soft text-hot', Icon: Flame },
  medium: { className: 'bg-warm-soft text-warm', Icon: ThermometerSun },
  low: { className: 'bg-cool-soft text-cool', Icon: Snowflake },
} as const;

/** Word, number and icon: colour never stands alone. */
export function TemperatureBadge({ priority, score, className }: { priority: Priority; score?: number; className?: string }) {
  const { t } = useTranslation('common');
  const { className: look, Icon } = temperatureLook[priority];
  return (
    <span className={cx('inline-flex items-center gap-1.5 rounded-full px-2.5 py-0.5 text-13 font-semibold whitespace-nowrap tabular-nums', look, className)}>
      <Icon aria-hidden="true" className="size-4" />
      {t(`temperature.${priority}`)}
      {score === undefined ? null : <span>{score}</span>}
    </span>
  );
}
