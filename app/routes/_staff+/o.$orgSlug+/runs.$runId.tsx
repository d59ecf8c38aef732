import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Alert } from '~/ui/alert';
import { Button, ButtonLink } from '~/ui/button';
import { Card } from '~/ui/card';
import { formatNumber } from '~/ui/format';
import { Metric } from '~/ui/metric';
import { PageHeader } from '~/ui/page-header';
import { ProgressBar, RunRefresh, useRunProgress } from '~/ui/progress';
import { RelativeTime } from '~/ui/relative-time';
import { loadRun, type RunView } from './__bulk/load-run.server';
import { runRunIntent } from './__bulk/run-actions.server';

export const handle = { i18n: ['runs'] };

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export function loader(args: LoaderFunctionArgs) {
  return loadRun(args);
}

export function action(args: ActionFunctionArgs) {
  return runRunIntent(args);
}

/** A change of many records: how far it is, what came of it, and the way back. True after a reload, since it lives in the database. */
export default function RunPage() {
  const { t } = useTranslation('runs');
  const view = useLoaderData<typeof loader>();
  const { heading, what, run, isUnfinished, back } = view;
  useRunProgress(isUnfinished);
  return (
    <>
      <RunRefresh isRunning={isUnfinished} />
      <PageHeader title={heading} intro={what} crumbs={[{ label: t('back'), to: back }]} />
      {isUnfinished ? (
        <Card as="div">
          <div data-run-state={run.state}>
            <ProgressBar
              label={t(run.state === 'QUEUED' ? 'queued' : 'running')}
              done={run.done}
              total={run.total || null}
              cancel={<Form method="post"><Button size="small" name="intent" value="cancel">{t('cancel')}</Button></Form>}
            >
              {t('canLeave')}
            </ProgressBar>
          </div>
        </Card>
      ) : (
        <Finished view={view} />
      )}
    </>
  );
}

function Finished({ view }: { view: RunView }) {
  const { t, i18n } = useTranslation('runs');
  const { run, canUndo, undoPage, back, now, timeZone, problems } = view;
  const shown = Object.entries(run.counts);
  return (
    <div className="flex flex-col gap-5" data-run-state={run.state}>
      <Alert tone={run.state === 'DONE' ? 'ok' : run.state === 'FAILED' ? 'danger' : 'warm'} title={t(`state.${run.state}`)}>
        <RelativeTime at={run.at} now={now} timeZone={timeZone} />
        {run.startedBy ? ` · ${run.startedBy}` : null}
      </Alert>
      {shown.length > 0 ? (
        <div className="grid grid-cols-2 gap-3 md:grid-cols-4">
          {shown.map(([outcome, count]) => (
            <Metric key={outcome} name={`run-${outcome}`} value={count} label={t(`counts.${outcome}`)}>{formatNumber(count, i18n.language)}</Metric>
          ))}
        </div>
      ) : (
        <p className="text-14 text-muted">{t('said.nothing')}</p>
      )}
      <Form method="post" className="flex flex-wrap gap-2">
        <ButtonLink look="primary" to={back}>{t('back')}</ButtonLink>
        {run.state === 'DONE' ? null : <Button name="intent" value="resume">{t('resume')}</Button>}
        {canUndo ? (
          <Button look="danger" name="intent" value="undo">
            <Undo2 aria-hidden="true" className="size-4" />
            {t('undo.submit')}
          </Button>
        ) : null}
        {undoPage ? <ButtonLink to={undoPage}>{t('undo.see')}</ButtonLink> : null}
      </Form>
      {problems.length > 0 ? (
        <Card title={t('problems')}>
          <ul className="divide-y divide-line">
            {problems.map(({ position, to, name, texts }) => (
              <li key={position} data-row="run-problem" data-id={position} className="py-2 text-14">
                {to ? <a href={to} className="font-medium hover:underline">{name}</a> : <span className="font-medium">{name}</span>}
                <span className="block text-13 text-muted">{texts.join(' ')}</span>
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
    </div>
  );
}
