import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useActionData, useLoaderData, useRouteError, useSearchParams } from '@remix-run/react';
import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { listPipelines } from '~/domain/deals/list-pipelines.server';
import { PIPELINE_NAME_MAX } from '~/domain/deals/pipeline.schema';
import { getFixedT } from '~/platform/i18n.server';
import { buttonClass } from '~/ui/button';
import { ErrorScreen } from '~/ui/error-screen';
import { NameForm } from './__pipelines/name-form';
import { runPipelineIntent } from './__pipelines/pipeline-actions.server';
import { PipelineCard, Refusal, type PipelineAnswer } from './__pipelines/pipeline-card';
import dealStyles from '../__deals/deals.css?url';

export const handle = { i18n: ['pipelines', 'settings'] };

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: dealStyles }];

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { db, org } = await requireStaff(args, 'organization', 'update');
  const [pipelines, t] = await Promise.all([listPipelines(db), getFixedT(args.request, 'pipelines')]);
  return { title: `${t('title')} · ${org.name}`, pipelines };
}

export async function action(args: ActionFunctionArgs) {
  return runPipelineIntent(args.request, await requireStaff(args, 'organization', 'update'));
}

export default function PipelinesPage() {
  const { t } = useTranslation('pipelines');
  const { pipelines } = useLoaderData<typeof loader>();
  const answer = (useActionData<typeof action>() ?? null) as PipelineAnswer | null;
  const [search] = useSearchParams();
  const own = answer?.target === 'pipeline-new' ? answer : null;
  const isAdding = search.get('new') === 'pipeline' || own !== null;
  return (
    <section aria-labelledby="pipelines" className="flex max-w-4xl flex-col gap-4">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <div>
          <h2 id="pipelines" className="text-20 font-semibold">{t('title')}</h2>
          <p className="max-w-prose text-14 text-muted">{t('intro')}</p>
        </div>
        {isAdding ? null : (
          <Link to="?new=pipeline" preventScrollReset data-shortcut="new" className={buttonClass('primary')}>
            <Plus aria-hidden="true" className="size-4" />
            {t('add')}
          </Link>
        )}
      </div>
      {isAdding ? (
        <div className="rounded-card border border-accent bg-surface p-4 shadow-card">
          {own?.refusal ? <Refusal refusal={own.refusal} /> : null}
          <NameForm id="pipeline-new" intent="pipeline-create" label={t('form.pipeline')} submit={t('form.create')} maxLength={PIPELINE_NAME_MAX} lastResult={own?.result} />
        </div>
      ) : null}
      {pipelines.map((pipeline, index) => (
        <PipelineCard
          key={pipeline.id}
          pipeline={pipeline}
          isFirst={index === 0}
          isLast={index === pipelines.length - 1}
          editing={search.get('edit')}
          adding={search.get('new')}
          answer={answer}
        />
      ))}
    </section>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} inFrame />;
}
