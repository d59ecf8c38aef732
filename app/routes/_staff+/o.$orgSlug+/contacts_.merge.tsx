import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData, useRouteError } from '@remix-run/react';
import { ArrowLeftRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { Alert } from '~/ui/alert';
import { SubmitButton, buttonClass } from '~/ui/button';
import { ErrorScreen } from '~/ui/error-screen';
import { PageHeader } from '~/ui/page-header';
import { loadMerge, runMerge } from './__contacts/merge.server';
import { MergeTable } from './__contacts/merge-table';

export const handle = { i18n: ['contacts'] };

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  return loadMerge(args.request, await requireStaff(args, 'contacts', 'delete'));
}

export async function action(args: ActionFunctionArgs) {
  return runMerge(args.request, await requireStaff(args, 'contacts', 'delete'));
}

/** Two contacts side by side: what to keep of each. */
export default function MergePage() {
  const { t } = useTranslation('contacts');
  const { base, winner, loser, rows, moves } = useLoaderData<typeof loader>();
  const isStale = useActionData<typeof action>()?.isStale ?? false;
  return (
    <>
      <PageHeader
        title={t('merge.title')}
        intro={t('merge.intro')}
        crumbs={[{ label: t('title'), to: base }, { label: t('dup.title'), to: `${base}/duplicates` }]}
        actions={
          <Link to={`?winner=${loser.id}&loser=${winner.id}`} className={buttonClass('secondary')}>
            <ArrowLeftRight aria-hidden="true" className="size-4" />
            {t('merge.swap')}
          </Link>
        }
      />
      <Form method="post" key={`${winner.id}${winner.version}${loser.version}`} className="flex max-w-4xl flex-col gap-4">
        {isStale ? <Alert tone="warm" title={t('merge.stale')} /> : null}
        <input type="hidden" name="winnerVersion" value={winner.version} />
        <input type="hidden" name="loserVersion" value={loser.version} />
        <MergeTable winner={winner} loser={loser} rows={rows} base={base} />
        <p className="text-14"><span className="text-muted">{t('merge.moves')}</span> {moves.length > 0 ? moves.join(', ') : t('merge.nothing')}.</p>
        <div className="flex flex-wrap gap-2">
          <SubmitButton pendingLabel={t('merge.merging')}>{t('merge.button')}</SubmitButton>
          <Link to={`${base}/${winner.id}`} className={buttonClass('quiet')}>{t('merge.cancel')}</Link>
        </div>
      </Form>
    </>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} inFrame />;
}
