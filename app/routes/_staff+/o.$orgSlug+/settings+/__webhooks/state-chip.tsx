import { useTranslation } from 'react-i18next';
import { cx } from '~/ui/class-names';

const tones = { PENDING: 'bg-cool-soft text-cool', DELIVERED: 'bg-ok-soft text-ok', DEAD: 'bg-danger-soft text-danger', PAUSED: 'bg-warm-soft text-warm', NONE: 'bg-sunken text-muted' };

/** How a delivery, or an endpoint by its last delivery, stands. */
export function StateChip({ state }: { state: keyof typeof tones }) {
  const { t } = useTranslation('webhooks');
  return <span className={cx('rounded-full px-2.5 py-0.5 text-12 font-medium whitespace-nowrap', tones[state])}>{t(`states.${state}`)}</span>;
}
