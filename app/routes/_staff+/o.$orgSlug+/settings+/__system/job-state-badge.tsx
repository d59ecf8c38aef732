import { useTranslation } from 'react-i18next';
import type { JobState } from '~/platform/jobs/job-state';
import { cx } from '~/ui/class-names';

const tones: Record<JobState, string> = {
  waiting: 'bg-sunken text-muted',
  running: 'bg-cool-soft text-cool',
  failed: 'bg-danger-soft text-danger',
  done: 'bg-ok-soft text-ok',
  cancelled: 'bg-warm-soft text-warm',
};

export function JobStateBadge({ state }: { state: JobState }) {
  const { t } = useTranslation('system');
  return <span className={cx('rounded-full px-2.5 py-0.5 text-13 font-medium whitespace-nowrap', tones[state])}>{t(`jobs.states.${state}`)}</span>;
}
