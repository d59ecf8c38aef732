import { useTranslation } from 'react-i18next';
import { Card } from '~/ui/card';
import { cx } from '~/ui/class-names';
import type { ImportView } from './load-import.server';
import { OutcomeBadge } from './outcome-badge';

/** The first rows of the file as the contacts that they would become. */
export function PreviewTable({ rows }: { rows: NonNullable<ImportView['columns']>['preview'] }) {
  const { t } = useTranslation('imports');
  return (
    <Card title={t('preview.title')} aside={t('preview.aside')}>
      <ol className="divide-y divide-line">
        {rows.map(({ row, outcome, name, facts, problems }) => (
          <li key={row} data-row="preview" data-id={row} data-outcome={outcome} className="grid gap-x-4 gap-y-1 py-2.5 md:grid-cols-[3rem_8rem_minmax(0,1fr)]">
            <span className="text-13 text-muted tabular-nums" aria-label={t('preview.row', { row })}>{row}</span>
            <OutcomeBadge outcome={outcome} />
            <div className="min-w-0">
              <p className={cx('text-14 font-medium break-words', !name && 'text-muted')}>{name ?? t('preview.noName')}</p>
              {facts.length > 0 ? <p className="text-13 break-words text-muted">{facts.join(' · ')}</p> : null}
              {problems.map((problem) => <p key={problem} className={cx('text-13 break-words', outcome === 'failed' ? 'text-danger' : 'text-warm')}>{problem}</p>)}
            </div>
          </li>
        ))}
      </ol>
    </Card>
  );
}
