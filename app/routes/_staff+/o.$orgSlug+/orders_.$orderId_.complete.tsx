import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useActionData, useLoaderData, useRouteError } from '@remix-run/react';
import { MapPin } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { Alert } from '~/ui/alert';
import { ErrorScreen } from '~/ui/error-screen';
import { formatDateTime } from '~/ui/format';
import { PageHeader } from '~/ui/page-header';
import { CompletionForm } from './__orders/completion/completion-form';
import { loadCompletion } from './__orders/completion/load-completion.server';
import { takeCompletion } from './__orders/completion/take-completion.server';
import { OrderPhotos } from './__orders/photos-panel';

export const handle = { i18n: ['order-editor'] };

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  return loadCompletion(args.request, args.params.orderId, await requireStaff(args, 'orders', 'carryOut'));
}

export async function action(args: ActionFunctionArgs) {
  return takeCompletion(args.request, args.params.orderId, await requireStaff(args, 'orders', 'carryOut'));
}

export default function CompleteOrderPage() {
  const { t, i18n } = useTranslation('order-editor');
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { list, card, number, state, step, client, address, planned, timeZone, photos } = page;
  // what was typed stays in sight, also when somebody else was faster
  const drawn = step ?? answer?.step ?? null;
  return (
    <div className="mx-auto max-w-2xl" data-state={state}>
      <PageHeader title={t(step === 'start' ? 'complete.startTitle' : 'complete.title')} crumbs={[{ label: t('orders'), to: list }, { label: number, to: card }]} />
      <div className="-mt-2 mb-4 flex flex-col gap-0.5 text-14">
        <p className="font-medium">{client}</p>
        {address ? <p className="flex items-start gap-1.5 text-muted"><MapPin aria-hidden="true" className="mt-0.5 size-4 shrink-0" />{address}</p> : null}
        {planned ? <p className="text-13 text-muted">{t('complete.planned', { time: formatDateTime(new Date(planned), i18n.language, timeZone) })}</p> : null}
      </div>
      <div className="flex flex-col gap-4">
        {step ? null : (
          <Alert tone={state === 'COMPLETED' ? 'ok' : 'info'} title={t(`complete.not.${state}`)}>
            <Link to={card} className="font-medium text-accent underline underline-offset-4">{t('complete.toCard')}</Link>
          </Alert>
        )}
        <OrderPhotos data={photos} timeZone={timeZone} usualKind={step === 'complete' ? 'AFTER' : 'BEFORE'} />
        {drawn ? <CompletionForm key={drawn} page={page} step={drawn} answer={answer} /> : null}
      </div>
    </div>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} inFrame />;
}
