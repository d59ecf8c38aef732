import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData, useRouteError } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { isUuid } from '~/domain/leads/lead-filter';
import { getFixedT } from '~/platform/i18n.server';
import { ErrorScreen } from '~/ui/error-screen';
import { PageHeader } from '~/ui/page-header';
import { runDocumentIntent } from './__orders/documents-actions.server';
import { OrderDocuments } from './__orders/documents-panel';
import { loadOrderDocuments } from './__orders/load-documents.server';

export const handle = { i18n: ['documents'] };

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  const staff = await requireStaff(args, 'billing', 'read');
  const { orderId } = args.params;
  const documents = isUuid(orderId) ? await loadOrderDocuments(staff, orderId) : null;
  if (!documents) throw new Response('Not found', { status: 404 });
  const t = await getFixedT(args.request, 'documents');
  return { title: `${t('panel.title')} · ${documents.number} · ${staff.org.name}`, documents, orders: `/o/${staff.org.slug}/orders` };
}

export async function action(args: ActionFunctionArgs) {
  const staff = await requireStaff(args, 'orders', 'update');
  const { orderId } = args.params;
  if (!isUuid(orderId)) throw new Response('Not found', { status: 404 });
  return runDocumentIntent(args.request, staff, orderId);
}

/** The card's panel as a page of its own: where its forms come back to when something typed is wrong. */
export default function OrderDocumentsPage() {
  const { t } = useTranslation('documents');
  const { documents, orders } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <PageHeader title={t('panel.title')} crumbs={[{ label: t('panel.orders'), to: orders }, { label: documents.number, to: documents.card }]} />
      <div className="max-w-3xl">
        <OrderDocuments data={documents} answer={answer} />
      </div>
    </>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} inFrame />;
}
