import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useActionData, useLoaderData, useRouteError, useSearchParams } from '@remix-run/react';
import { Plus, Webhook } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { ALL_EVENTS } from '~/domain/webhooks/events';
import { listEndpoints } from '~/domain/webhooks/list-endpoints.server';
import { getFixedT } from '~/platform/i18n.server';
import { Alert } from '~/ui/alert';
import { buttonClass } from '~/ui/button';
import { Card } from '~/ui/card';
import { EmptyState } from '~/ui/empty-state';
import { ErrorScreen } from '~/ui/error-screen';
import { RelativeTime } from '~/ui/relative-time';
import { runCreateIntent } from './__webhooks/endpoint-actions.server';
import { EndpointForm } from './__webhooks/endpoint-form';
import { SecretAlert } from './__webhooks/secret-alert';
import { StateChip } from './__webhooks/state-chip';

export const handle = { i18n: ['webhooks'] };
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { db, org, can } = await requireStaff(args, 'webhooks', 'read');
  const [endpoints, t] = await Promise.all([listEndpoints(db), getFixedT(args.request, 'webhooks')]);
  return { title: `${t('title')} · ${org.name}`, base: `/o/${org.slug}/settings/webhooks`, endpoints, canCreate: Boolean(can('webhooks', 'create')), timeZone: org.timeZone, now: new Date() };
}

export async function action(args: ActionFunctionArgs) {
  return runCreateIntent(args.request, await requireStaff(args, 'webhooks', 'create'));
}

/** Where other programs are told of what happens here. */
export default function WebhooksPage() {
  const { t } = useTranslation('webhooks');
  const { base, endpoints, canCreate, timeZone, now } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [search] = useSearchParams();
  const isAdding = !answer?.secret && (search.has('new') || answer?.result !== undefined);
  const add = canCreate && !isAdding ? (
    <Link to="?new" preventScrollReset data-shortcut="new" className={buttonClass('primary')}>
      <Plus aria-hidden="true" className="size-4" />
      {t('add')}
    </Link>
  ) : null;
  return (
    <section aria-labelledby="webhooks" className="flex flex-col gap-4">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <div>
          <h2 id="webhooks" className="text-20 font-semibold">{t('title')}</h2>
          <p className="max-w-prose text-14 text-muted">{t('intro')}</p>
        </div>
        {endpoints.length > 0 ? add : null}
      </div>
      {answer?.secret ? <SecretAlert secret={answer.secret} /> : null}
      {isAdding ? (
        <Card title={t('form.new')}>
          {answer?.result?.error?.['']?.map((key) => <Alert key={key} tone="danger" className="mb-4">{t(key)}</Alert>)}
          <EndpointForm endpoint={null} lastResult={answer?.result} />
        </Card>
      ) : null}
      {endpoints.length === 0 && !isAdding ? <EmptyState icon={Webhook} title={t('empty.title')} action={add}>{t('empty.text')}</EmptyState> : null}
      {endpoints.length > 0 ? (
        <ul aria-label={t('title')} className="divide-y divide-line rounded-card border border-line bg-surface shadow-card">
          {endpoints.map(({ id, url, description, events, isActive, last }) => (
            <li key={id} data-row="webhook" data-id={id} className="relative flex flex-wrap items-center gap-x-4 gap-y-1.5 px-4 py-3 hover:bg-raised">
              <div className="min-w-0 flex-1 basis-64">
                <Link to={`${base}/${id}`} className="font-mono text-13 font-medium break-all after:absolute after:inset-0">{url}</Link>
                <p className="text-13 text-muted">
                  {description ? `${description} · ` : null}
                  {events.includes(ALL_EVENTS) ? t('allEvents') : t('eventCount', { count: events.length })}
                  {last ? <> · {t('lastSent')} <RelativeTime at={last.createdAt} now={now} timeZone={timeZone} /></> : null}
                </p>
              </div>
              <StateChip state={isActive ? (last?.state ?? 'NONE') : 'PAUSED'} />
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} inFrame />;
}
