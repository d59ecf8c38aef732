import { CircleCheck, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Warning } from '~/domain/system/system-warnings';

/** What needs attention, the most urgent first. */
export function Warnings({ warnings }: { warnings: readonly Warning[] }) {
  const { t } = useTranslation('system');
  const figure = { 'data-metric': 'system-warnings', 'data-value': warnings.length };
  if (warnings.length === 0) {
    return (
      <p {...figure} className="flex items-center gap-2.5 rounded-card border border-ok/30 bg-ok-soft px-4 py-3 text-14">
        <CircleCheck aria-hidden="true" className="size-5 shrink-0 text-ok" />
        <span><strong className="font-semibold">{t('fine.title')}.</strong> {t('fine.text')}</span>
      </p>
    );
  }
  return (
    <section aria-labelledby="warnings" className="rounded-card border border-warm/30 bg-warm-soft px-4 py-3">
      <h3 id="warnings" {...figure} className="flex items-center gap-2 text-14 font-semibold text-warm">
        <TriangleAlert aria-hidden="true" className="size-5 shrink-0" />
        {t('warnings.title', { count: warnings.length })}
      </h3>
      <ul className="mt-2 grid gap-x-8 gap-y-2 text-14 lg:grid-cols-2">
        {warnings.map((warning) => (
          <li key={warning} data-row="warning" data-id={warning}>
            <p className="font-medium">{t(`warnings.${warning}.title`)}</p>
            <p className="text-13 text-muted">{t(`warnings.${warning}.text`)}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}
