import { Form, Link } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Button } from '~/ui/button';
import { cx } from '~/ui/class-names';
import { formatNumber } from '~/ui/format';
import { RelativeTime } from '~/ui/relative-time';
import type { PastImport } from './list-past.server';

const tones: Record<string, string> = {
  'run.DONE': 'bg-ok-soft text-ok',
  'run.RUNNING': 'bg-cool-soft text-cool',
  'run.QUEUED': 'bg-cool-soft text-cool',
  undoing: 'bg-cool-soft text-cool',
  'run.FAILED': 'bg-danger-soft text-danger',
};

/** What was imported before, what came of it, and the way back. */
export function PastImports({ rows, base, now, timeZone }: { rows: PastImport[]; base: string; now: Date; timeZone: string }) {
  const { t, i18n } = useTranslation('imports');
  const number = (value: number) => formatNumber(value, i18n.language);
  return (
    <ul aria-label={t('past.title')} className="divide-y divide-line rounded-card border border-line bg-surface shadow-card">
      {rows.map(({ id, fileName, rowCount, createdAt, by, state, counts, conflicts, canUndo }) => (
        <li key={id} data-row="import" data-id={id} data-state={state} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
          <div className="min-w-0 flex-1 basis-64">
            <Link to={`${base}/${id}`} className="text-14 font-medium break-words hover:underline">{fileName}</Link>
            <p className="text-13 text-muted">
              {t('rows', { count: rowCount, number: number(rowCount) })} · <RelativeTime at={createdAt} now={now} timeZone={timeZone} />
              {by ? ` · ${by}` : null}
            </p>
          </div>
          <p className="flex flex-wrap gap-x-3 text-13 tabular-nums">
            {(['created', 'updated', 'failed'] as const).map((outcome) =>
              counts[outcome] ? <span key={outcome} className={cx(outcome === 'failed' && 'text-danger')}>{t(`past.${outcome}`, { number: number(counts[outcome]) })}</span> : null,
            )}
            {conflicts ? <span className="text-warm">{t('past.conflicts', { number: number(conflicts) })}</span> : null}
          </p>
          <span className={cx('rounded-full px-2.5 py-0.5 text-13 font-medium', tones[state] ?? 'bg-sunken text-muted')}>{t(`state.${state}`)}</span>
          {canUndo ? (
            <Form method="post" action={`${base}/${id}`}>
              <Button size="small" name="intent" value="undo" aria-label={t('undo.of', { name: fileName })}>{t('undo.submit')}</Button>
            </Form>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
