import { Form } from '@remix-run/react';
import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { OUTCOMES } from '~/domain/imports/import-modes';
import { Button } from '~/ui/button';
import { Card } from '~/ui/card';
import { formatNumber } from '~/ui/format';
import { Metric } from '~/ui/metric';
import { ProgressBar } from '~/ui/progress';
import type { ImportView } from './load-import.server';

type Run = NonNullable<ImportView['run']>;

/** A run while it goes: a bar with numbers and a way to stop it. */
export function RunBar({ run, label, here }: { run: Pick<Run, 'id' | 'state' | 'done' | 'total'>; label: string; here: string }) {
  const { t } = useTranslation('imports');
  return (
    <Card as="div">
      <div data-run-state={run.state}>
        <ProgressBar
          label={run.state === 'QUEUED' ? t('run.queued') : label}
          name={label}
          done={run.done}
          total={run.total}
          cancel={
            <Form method="post" action={here}>
              <input type="hidden" name="runId" value={run.id} />
              <Button size="small" name="intent" value="cancel">{t('run.cancel')}</Button>
            </Form>
          }
        >
          {t('run.canLeave')}
        </ProgressBar>
      </div>
    </Card>
  );
}

/** How many rows came to which end. */
export function RunCounts({ run, isTrial }: { run: Run; isTrial: boolean }) {
  const { t, i18n } = useTranslation('imports');
  return (
    <div className="grid grid-cols-2 gap-3 md:grid-cols-5" data-run-state={run.state}>
      {OUTCOMES.map((outcome) => {
        const count = run.counts[outcome] ?? 0;
        return (
          <Metric key={outcome} name={`import-${outcome}`} value={count} label={t(isTrial ? `trial.counts.${outcome}` : `run.counts.${outcome}`)} tone={outcome === 'failed' && count > 0 ? 'hot' : undefined}>
            {formatNumber(count, i18n.language)}
          </Metric>
        );
      })}
    </div>
  );
}

/** Rows that a person should look at, and all of them as a file to repair and load again. */
export function ProblemRows({ run, kind, here, contacts }: { run: Run; kind: 'failed' | 'skipped'; here: string; contacts: string }) {
  const { t } = useTranslation('imports');
  const rows = run[kind];
  if (rows.length === 0) return null;
  return (
    <Card title={t(`problems.${kind}`)}>
      <p className="mb-3 max-w-prose text-13 text-muted">{t(`problems.${kind}Hint`)}</p>
      <p className="mb-3 flex flex-wrap gap-x-4 gap-y-1 text-13">
        {(['csv', 'xlsx'] as const).map((format) => (
          <a key={format} href={`${here}/rows?kind=${kind}&format=${format}`} download className="inline-flex items-center gap-1.5 text-accent hover:underline pointer-coarse:min-h-11">
            <Download aria-hidden="true" className="size-4" />
            {t('problems.download', { format: format.toUpperCase() })}
          </a>
        ))}
      </p>
      <ol className="max-h-96 divide-y divide-line overflow-y-auto scroll-thin">
        {rows.map(({ row, recordId, texts }) => (
          <li key={row} data-row="import-problem" data-id={row} className="flex gap-4 py-2 text-14">
            <span className="w-16 shrink-0 text-13 text-muted tabular-nums">{t('problems.row', { row })}</span>
            <span className="min-w-0 break-words">
              {texts.join(' ')} {recordId ? <a href={`${contacts}/${recordId}`} className="text-accent hover:underline">{t('problems.open')}</a> : null}
            </span>
          </li>
        ))}
      </ol>
    </Card>
  );
}
