import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, Link, useActionData, useLoaderData, useRouteError } from '@remix-run/react';
import { ChevronLeft, Pause, Play, Send } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { Button, buttonClass } from '~/ui/button';
import { Card } from '~/ui/card';
import { ErrorScreen } from '~/ui/error-screen';
import { ConflictAlert } from './__conflict';
import { DeliveryLog } from './__webhooks/delivery-log';
import { runEndpointIntent } from './__webhooks/endpoint-actions.server';
import { EndpointForm } from './__webhooks/endpoint-form';
import { loadEndpoint } from './__webhooks/load-endpoint.server';
import { SecretAlert } from './__webhooks/secret-alert';
import { StateChip } from './__webhooks/state-chip';

export const handle = { i18n: ['webhooks', 'settings'] };
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  return loadEndpoint(args.request, args.params.endpointId, await requireStaff(args, 'webhooks', 'read'));
}

export async function action(args: ActionFunctionArgs) {
  return runEndpointIntent(args.request, args.params.endpointId, await requireStaff(args, 'webhooks', 'read'));
}

/** One endpoint: what it is told of, and what became of each message. */
export default function EndpointPage() {
  const { t } = useTranslation('webhooks');
  const { base, endpoint, canUpdate, canDelete, deliveries, states, pages } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const conflict = answer?.conflict;
  const typed = (name: string) => [answer?.result?.initialValue?.[name] ?? []].flat().map(String).join(', ');
  return (
    <article aria-labelledby="endpoint" data-id={endpoint.id} className="flex flex-col gap-5">
      <div>
        <Link to={base} className="mb-2 inline-flex min-h-8 items-center gap-1 text-13 text-muted hover:text-ink hover:underline">
          <ChevronLeft aria-hidden="true" className="size-4" />
          {t('back')}
        </Link>
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <h2 id="endpoint" className="min-w-0 flex-1 basis-72 font-mono text-16 font-semibold break-all">{endpoint.url}</h2>
          {endpoint.isActive ? null : <StateChip state="PAUSED" />}
          {canUpdate ? (
            <Form method="post" preventScrollReset className="flex flex-wrap gap-2">
              {endpoint.isActive ? <Button name="intent" value="ping"><Send aria-hidden="true" className="size-4" />{t('ping')}</Button> : null}
              <Button look="quiet" name="intent" value={endpoint.isActive ? 'pause' : 'resume'}>
                {endpoint.isActive ? <Pause aria-hidden="true" className="size-4" /> : <Play aria-hidden="true" className="size-4" />}
                {t(endpoint.isActive ? 'pause' : 'resume')}
              </Button>
            </Form>
          ) : null}
        </div>
      </div>
      {answer?.secret ? <SecretAlert secret={answer.secret} /> : null}
      <DeliveryLog deliveries={deliveries} states={states} pages={pages} canReplay={canUpdate && endpoint.isActive} />
      {canUpdate ? (
        <Card title={t('form.title')}>
          {conflict ? (
            <div className="mb-4">
              <ConflictAlert rows={[{ label: t('form.url'), saved: conflict.url, typed: typed('url') }, { label: t('form.description'), saved: conflict.description, typed: typed('description') }, { label: t('events.legend'), saved: conflict.events.join(', '), typed: typed('events') }]} />
            </div>
          ) : null}
          <EndpointForm key={endpoint.version} endpoint={{ ...endpoint, version: conflict?.version ?? endpoint.version }} lastResult={answer?.result} />
        </Card>
      ) : null}
      {canUpdate ? <Dangers canDelete={canDelete} /> : null}
    </article>
  );
}

function Dangers({ canDelete }: { canDelete: boolean }) {
  const { t } = useTranslation('webhooks');
  const kinds = ['rotate', ...(canDelete ? ['delete'] : [])];
  return (
    <div className="flex flex-wrap gap-2">
      {kinds.map((kind) => (
        <details key={kind} className="relative">
          <summary className={buttonClass('quiet', 'normal', kind === 'delete' ? 'cursor-pointer text-danger' : 'cursor-pointer')}>{t(`${kind}.title`)}…</summary>
          <Form method="post" className="mt-2 flex max-w-80 flex-col items-start gap-2 text-13">
            <p>{t(`${kind}.text`)}</p>
            <Button look={kind === 'delete' ? 'danger' : 'secondary'} size="small" name="intent" value={kind}>{t(`${kind}.confirm`)}</Button>
          </Form>
        </details>
      ))}
    </div>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} inFrame />;
}
