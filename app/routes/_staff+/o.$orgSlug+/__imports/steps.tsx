import { Link } from '@remix-run/react';
import { Check } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { cx } from '~/ui/class-names';

const STEPS = ['file', 'columns', 'trial', 'run'] as const;

/** Where the import is, of its four steps. */
export function Steps({ step, here, canGoBack }: { step: (typeof STEPS)[number]; here: string; canGoBack: boolean }) {
  const { t } = useTranslation('imports');
  const at = STEPS.indexOf(step);
  return (
    <ol aria-label={t('steps.label')} className="mb-5 flex flex-wrap gap-x-5 gap-y-2 text-13">
      {STEPS.map((name, index) => (
        <li key={name} aria-current={index === at ? 'step' : undefined} className={cx('flex items-center gap-2', index === at ? 'font-semibold' : 'text-muted')}>
          <span
            aria-hidden="true"
            className={cx(
              'flex size-6 items-center justify-center rounded-full border text-12 tabular-nums',
              index < at ? 'border-transparent bg-ok-soft text-ok' : index === at ? 'border-transparent bg-accent text-on-accent' : 'border-line-strong',
            )}
          >
            {index < at ? <Check className="size-3.5" /> : index + 1}
          </span>
          {name === 'columns' && canGoBack ? <Link to={`${here}?step=columns`} className="underline decoration-line-strong underline-offset-4 hover:text-ink">{t(`steps.${name}`)}</Link> : t(`steps.${name}`)}
        </li>
      ))}
    </ol>
  );
}
