import { Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Alert } from '~/ui/alert';
import { Metric } from '~/ui/metric';
import type { ShownPlan, ShownProblems } from './present-import.server';

const head = 'py-1.5 pr-4 font-medium';
const cell = 'max-w-80 py-1.5 pr-4 break-words whitespace-pre-line';

/** What of the file does not fit: nothing of it was taken. */
export function RefusedFile({ problems: { text, total, shown } }: { problems: ShownProblems }) {
  const { t } = useTranslation('catalog-import');
  return (
    <section aria-labelledby="refused" className="flex flex-col gap-3">
      <Alert tone="danger" title={<span id="refused">{t('result.refused')}</span>}>
        <p data-metric="import-problems" data-value={total}>{text}. {t('result.refusedHint')}</p>
      </Alert>
      <ul className="divide-y divide-line rounded-card border border-line bg-surface text-14">
        {shown.map(({ row, column, message, value }, index) => (
          <li key={index} data-row="problem" className="flex flex-wrap gap-x-3 gap-y-0.5 px-4 py-2">
            {row ? <strong className="min-w-20 font-semibold tabular-nums">{row}</strong> : null}
            <span>{column ? `${column}: ${message}` : message}</span>
            {value ? <span className="text-muted">«{value}»</span> : null}
          </li>
        ))}
      </ul>
      {total > shown.length ? <p className="text-13 text-muted">{t('result.shown', { count: shown.length })}</p> : null}
    </section>
  );
}

/** What would come of the file. */
export function CheckedFile({ plan, base }: { plan: ShownPlan; base: string }) {
  const { t } = useTranslation('catalog-import');
  return (
    <section aria-labelledby="checked" className="flex flex-col gap-4">
      <Alert tone="ok" title={<span id="checked">{t('result.ready')}</span>}>{t('result.readyHint')}</Alert>
      <div className="grid gap-3 sm:grid-cols-3">
        {(['created', 'updated', 'same'] as const).map((name) => <Metric key={name} name={`import-${name}`} label={t(`result.${name}`)} value={plan[name]}>{plan[name]}</Metric>)}
      </div>
      <p className="text-13 text-muted">
        {t('result.columns')}: {plan.columns.join(', ')}.{plan.ignored ? ` ${t('result.ignored', { heads: plan.ignored })}.` : null}
      </p>
      {plan.categories.length > 0 ? <p className="text-13 text-muted">{t('result.categories')}: {plan.categories.join(' · ')}</p> : null}
      {plan.rows.length > 0 ? (
        <div className="overflow-x-auto rounded-card border border-line bg-surface px-4 py-2">
          <table className="w-full min-w-140 text-left text-13">
            <caption className="py-1.5 text-left text-14 font-semibold">{t('result.changes')}</caption>
            <thead>
              <tr className="text-12 text-muted">
                {(['row', 'item', 'what', 'was', 'becomes'] as const).map((name) => <th key={name} scope="col" className={head}>{t(`result.${name}`)}</th>)}
              </tr>
            </thead>
            <tbody>
              {plan.rows.map(({ row, id, code, name, kind, changes }) =>
                (changes.length > 0 ? changes : [null]).map((change, index) => (
                  <tr key={`${row}-${change?.field ?? ''}`} data-row={index === 0 ? 'change' : undefined} className="border-t border-line align-top">
                    <td className="py-1.5 pr-4 text-muted tabular-nums">{index === 0 ? row : null}</td>
                    <th scope="row" className={`${cell} font-normal`}>
                      {index > 0 ? <span className="sr-only">{name}</span> : id ? <Link to={`${base}/${id}`} className="text-accent hover:underline">{[code, name].filter(Boolean).join(' · ')}</Link> : [code, name].filter(Boolean).join(' · ')}
                    </th>
                    <td className={cell}>{change ? change.label : `${kind}, ${t('result.isNew')}`}</td>
                    <td className={`${cell} text-muted`}>{change ? change.was || '—' : null}</td>
                    <td className={cell}>{change ? change.becomes || '—' : null}</td>
                  </tr>
                )),
              )}
            </tbody>
          </table>
          {plan.touched > plan.rows.length ? <p className="py-1.5 text-13 text-muted">{t('result.shown', { count: plan.rows.length })}</p> : null}
        </div>
      ) : null}
    </section>
  );
}
