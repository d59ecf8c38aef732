import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData, useRouteError } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { ErrorScreen } from '~/ui/error-screen';
import { PageHeader } from '~/ui/page-header';
import { loadNewOrder } from './__orders/editor/load-editor.server';
import { OrderEditor } from './__orders/editor/order-editor';
import { saveNewOrder } from './__orders/editor/save-order.server';

export const handle = { i18n: ['order-editor', 'orders', 'contacts'] };

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  return loadNewOrder(args.request, await requireStaff(args, 'orders', 'create'));
}

export async function action(args: ActionFunctionArgs) {
  return saveNewOrder(args.request, await requireStaff(args, 'orders', 'create'));
}

export default function NewOrderPage() {
  const { t } = useTranslation('order-editor');
  const { list, newId, values, offers, cancelTo } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <PageHeader title={t('new.title')} crumbs={[{ label: t('orders'), to: list }]} />
      <OrderEditor values={values} offers={offers} cancelTo={cancelTo} version={null} orderId={null} newId={newId} state="DRAFT" editable="everything" answer={answer} />
    </>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} inFrame />;
}
