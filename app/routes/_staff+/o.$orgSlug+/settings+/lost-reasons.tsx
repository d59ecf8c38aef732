import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useActionData, useLoaderData, useRouteError, useSearchParams } from '@remix-run/react';
import { Pencil, Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { listLostReasons } from '~/domain/deals/list-pipelines.server';
import { LOST_REASON_MAX } from '~/domain/deals/pipeline.schema';
import { getFixedT } from '~/platform/i18n.server';
import { buttonClass } from '~/ui/button';
import { cx } from '~/ui/class-names';
import { ErrorScreen } from '~/ui/error-screen';
import { NameForm } from './__pipelines/name-form';
import { runReasonIntent } from './__pipelines/reason-actions.server';
import { ArchiveButton, MoveButtons } from './__pipelines/row-tools';

export const handle = { i18n: ['pipelines', 'settings'] };

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { db, org } = await requireStaff(args, 'organization', 'update');
  const [reasons, t] = await Promise.all([listLostReasons(db), getFixedT(args.request, 'pipelines')]);
  return { title: `${t('reasons.title')} · ${org.name}`, reasons };
}

export async function action(args: ActionFunctionArgs) {
  return runReasonIntent(args.request, await requireStaff(args, 'organization', 'update'));
}

export default function LostReasonsPage() {
  const { t } = useTranslation('pipelines');
  const { reasons } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  const isAdding = search.has('new') || answer?.id === '';
  const editing = answer?.id || search.get('edit');
  return (
    <section aria-labelledby="lost-reasons" className="flex max-w-3xl flex-col gap-4">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <div>
          <h2 id="lost-reasons" className="text-20 font-semibold">{t('reasons.title')}</h2>
          <p className="max-w-prose text-14 text-muted">{t('reasons.intro')}</p>
        </div>
        {isAdding ? null : (
          <Link to="?new" preventScrollReset data-shortcut="new" className={buttonClass('primary')}>
            <Plus aria-hidden="true" className="size-4" />
            {t('reasons.add')}
          </Link>
        )}
      </div>
      {isAdding ? (
        <div className="rounded-card border border-accent bg-surface p-4 shadow-card">
          <NameForm id="reason-new" intent="create" label={t('reasons.name')} submit={t('reasons.create')} maxLength={LOST_REASON_MAX} lastResult={answer?.id === '' ? answer.result : undefined} />
        </div>
      ) : null}
      {reasons.length === 0 ? <p className="rounded-card border border-dashed border-line bg-surface px-5 py-6 text-14 text-muted">{t('reasons.empty')}</p> : (
        <ul aria-label={t('reasons.title')} className="divide-y divide-line rounded-card border border-line bg-surface shadow-card">
          {reasons.map(({ id, name, isArchived }, index) => (
            <li key={id} data-row="lost-reason" data-id={id} className={cx('px-4 py-2', editing === id && 'bg-raised')}>
              {editing === id ? (
                <NameForm id={`reason-${id}`} intent="rename" label={t('reasons.name')} submit={t('form.rename')} maxLength={LOST_REASON_MAX} row={{ id, name }} lastResult={answer?.id === id ? answer.result : undefined} />
              ) : (
                <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
                  <p className={cx('min-w-0 flex-1 basis-52 text-14 font-medium break-words', isArchived && 'text-muted')}>
                    {name}
                    {isArchived ? <span className="ml-2 rounded-full bg-sunken px-2 py-0.5 text-12 font-normal">{t('archived')}</span> : null}
                  </p>
                  <div className="flex items-center">
                    <MoveButtons kind="" id={id} name={name} isFirst={index === 0} isLast={index === reasons.length - 1} />
                    <Link to={`?edit=${id}`} preventScrollReset aria-label={t('edit', { name })} className={buttonClass('quiet', 'small', 'w-8 px-0! pointer-coarse:w-11')}><Pencil aria-hidden="true" className="size-4" /></Link>
                    <ArchiveButton kind="" id={id} name={name} isArchived={isArchived} />
                  </div>
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} inFrame />;
}
