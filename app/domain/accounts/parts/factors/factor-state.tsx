import { useTranslation } from 'react-i18next';

/** Whether a factor is switched on, in a word. */
export function FactorState({ isOn }: { isOn: boolean }) {
  const { t } = useTranslation('security');
  return <span className={isOn ? 'rounded-control bg-ok-soft px-1.5 py-0.5 text-12 text-ok' : 'rounded-control bg-sunken px-1.5 py-0.5 text-12 text-muted'}>{t(isOn ? 'status.on' : 'status.off')}</span>;
}
