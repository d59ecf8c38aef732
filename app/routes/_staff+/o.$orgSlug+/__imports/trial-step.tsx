import { Form } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { Alert } from '~/ui/alert';
import { Button, ButtonLink, SubmitButton } from '~/ui/button';
import { formatNumber } from '~/ui/format';
import type { ImportView } from './load-import.server';
import { ProblemRows, RunBar, RunCounts } from './run-outcome';

/** What the import would do, before it does it. */
export function TrialStep({ view }: { view: ImportView }) {
  const { t, i18n } = useTranslation('imports');
  const { run, here, contacts, version } = view;
  if (!run) return null;
  if (view.isUnfinished) return <RunBar run={run} label={t('trial.running')} here={here} />;
  const changes = (run.counts.created ?? 0) + (run.counts.updated ?? 0);
  return (
    <div className="flex flex-col gap-5">
      {run.state === 'DONE' ? (
        <Alert tone={changes > 0 ? 'info' : 'warm'} title={t(changes > 0 ? 'trial.done' : 'trial.nothing')}>{t('trial.doneText')}</Alert>
      ) : (
        <Alert tone="danger" title={t(run.state === 'CANCELLED' ? 'trial.cancelled' : 'trial.failed')} />
      )}
      <RunCounts run={run} isTrial />
      <Form method="post" action={here} className="flex flex-wrap items-center gap-2">
        <input type="hidden" name="version" value={version} />
        <input type="hidden" name="runId" value={run.id} />
        {run.state === 'DONE' && changes > 0 ? (
          <SubmitButton name="intent" value="import" pendingLabel={t('run.starting')}>{t('run.start', { count: changes, number: formatNumber(changes, i18n.language) })}</SubmitButton>
        ) : null}
        {run.state === 'FAILED' ? <Button look="primary" name="intent" value="resume">{t('run.resume')}</Button> : null}
        <ButtonLink to={`${here}?step=columns`}>{t('trial.back')}</ButtonLink>
        <Button look="quiet" name="intent" value="drop">{t('drop')}</Button>
      </Form>
      <ProblemRows run={run} kind="failed" here={here} contacts={contacts} />
      <ProblemRows run={run} kind="skipped" here={here} contacts={contacts} />
    </div>
  );
}
