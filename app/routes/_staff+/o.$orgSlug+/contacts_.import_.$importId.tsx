import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '~/ui/page-header';
import { formatNumber } from '~/ui/format';
import { RunRefresh, useRunProgress } from '~/ui/progress';
import { ColumnsStep } from './__imports/columns-step';
import { runImportIntent } from './__imports/import-actions.server';
import { loadImport } from './__imports/load-import.server';
import { RunStep } from './__imports/run-step';
import { Steps } from './__imports/steps';
import { TrialStep } from './__imports/trial-step';

export const handle = { i18n: ['imports'] };

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export function loader(args: LoaderFunctionArgs) {
  return loadImport(args);
}

export function action(args: ActionFunctionArgs) {
  return runImportIntent(args);
}

/** One import from its columns to its undo. All of it lives in the database: a reload or another device shows the same step. */
export default function ImportPage() {
  const { t, i18n } = useTranslation('imports');
  const view = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  useRunProgress(view.isUnfinished);
  const { file, step, base, contacts } = view;
  return (
    <>
      <RunRefresh isRunning={view.isUnfinished} />
      <PageHeader
        title={<span className="break-words">{file.name}</span>}
        intro={t('rows', { count: file.rowCount, number: formatNumber(file.rowCount, i18n.language) })}
        crumbs={[{ label: t('contacts'), to: contacts }, { label: t('title'), to: base }]}
      />
      <Steps step={step} here={view.here} canGoBack={step === 'trial' && !view.isUnfinished} />
      {step === 'columns' ? <ColumnsStep view={view} problem={answer && 'problem' in answer ? answer.problem : null} /> : null}
      {step === 'trial' ? <TrialStep view={view} /> : null}
      {step === 'run' ? <RunStep view={view} /> : null}
    </>
  );
}
