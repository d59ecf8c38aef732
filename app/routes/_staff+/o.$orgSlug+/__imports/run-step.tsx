import { Form } from '@remix-run/react';
import { Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Alert } from '~/ui/alert';
import { Button, ButtonLink } from '~/ui/button';
import { Card } from '~/ui/card';
import { formatNumber } from '~/ui/format';
import { RelativeTime } from '~/ui/relative-time';
import type { ImportView } from './load-import.server';
import { ProblemRows, RunBar, RunCounts } from './run-outcome';

/** The import itself: its progress, what came of it, and the way back. */
export function RunStep({ view }: { view: ImportView }) {
  const { t } = useTranslation('imports');
  const { run, undo, here, contacts, base, canUndo, now, timeZone } = view;
  if (!run) return null;
  if (run.state === 'QUEUED' || run.state === 'RUNNING') return <RunBar run={run} label={t('run.running')} here={here} />;
  return (
    <div className="flex flex-col gap-5">
      {undo ? <UndoPanel undo={undo} here={here} contacts={contacts} /> : null}
      {!undo && run.state === 'DONE' ? (
        <Alert tone="ok" title={t('run.done')}>
          <RelativeTime at={run.at} now={now} timeZone={timeZone} />
          {run.startedBy ? ` · ${run.startedBy}` : null}
        </Alert>
      ) : null}
      {!undo && run.state === 'CANCELLED' ? <Alert tone="warm" title={t('run.stopped')}>{t('run.stoppedText')}</Alert> : null}
      {!undo && run.state === 'FAILED' ? <Alert tone="danger" title={t('run.failed')}>{t('run.failedText')}</Alert> : null}
      <RunCounts run={run} isTrial={false} />
      <Form method="post" action={here} className="flex flex-wrap items-center gap-2">
        <input type="hidden" name="runId" value={run.id} />
        {run.state === 'FAILED' && !undo ? <Button look="primary" name="intent" value="resume">{t('run.resume')}</Button> : null}
        <ButtonLink to={`${contacts}?sort=-created`} look={run.state === 'FAILED' ? 'secondary' : 'primary'}>{t('run.toContacts')}</ButtonLink>
        <ButtonLink to={base}>{t('run.another')}</ButtonLink>
        {canUndo ? (
          <Button look="danger" name="intent" value="undo">
            <Undo2 aria-hidden="true" className="size-4" />
            {t('undo.submit')}
          </Button>
        ) : null}
      </Form>
      {canUndo ? <p className="max-w-prose text-13 text-muted">{t('undo.hint')}</p> : null}
      <ProblemRows run={run} kind="failed" here={here} contacts={contacts} />
      <ProblemRows run={run} kind="skipped" here={here} contacts={contacts} />
    </div>
  );
}

function UndoPanel({ undo, here, contacts }: { undo: NonNullable<ImportView['undo']>; here: string; contacts: string }) {
  const { t, i18n } = useTranslation('imports');
  if (undo.state === 'QUEUED' || undo.state === 'RUNNING') return <RunBar run={undo} label={t('undo.running')} here={here} />;
  const [reverted, conflicts] = [undo.counts.reverted ?? 0, undo.counts.conflict ?? 0];
  return (
    <>
      <Alert tone={conflicts > 0 ? 'warm' : 'ok'} title={t(undo.state === 'DONE' ? 'undo.done' : 'undo.stopped')}>
        <span data-metric="import-reverted" data-value={reverted}>{t('undo.reverted', { count: reverted, number: formatNumber(reverted, i18n.language) })}</span>
        {conflicts > 0 ? <span data-metric="import-conflicts" data-value={conflicts}> {t('undo.conflicts', { count: conflicts, number: formatNumber(conflicts, i18n.language) })}</span> : null}
        {undo.state === 'DONE' ? null : (
          <Form method="post" action={here} className="mt-2">
            <input type="hidden" name="runId" value={undo.id} />
            <Button size="small" name="intent" value="resume">{t('run.resume')}</Button>
          </Form>
        )}
      </Alert>
      {undo.conflicts.length > 0 ? (
        <Card title={t('undo.conflictsTitle')}>
          <ul className="max-h-96 divide-y divide-line overflow-y-auto scroll-thin">
            {undo.conflicts.map(({ position, id, name, texts }) => (
              <li key={position} data-row="import-conflict" data-id={id ?? ''} className="py-2 text-14">
                {id ? <a href={`${contacts}/${id}`} className="font-medium hover:underline">{name}</a> : <span className="font-medium">{name}</span>}
                <span className="block text-13 text-muted">{texts.join(' ')}</span>
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
    </>
  );
}
