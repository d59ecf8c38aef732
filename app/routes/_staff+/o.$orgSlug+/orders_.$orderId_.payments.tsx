import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData, useRouteError } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { isUuid } from '~/domain/leads/lead-filter';
import { ErrorScreen } from '~/ui/error-screen';
import { PageHeader } from '~/ui/page-header';
import { loadNewPayment } from './money+/__payments/load-payment-form.server';
import { savePayment } from './money+/__payments/payment-actions.server';
import { PaymentForm } from './money+/__payments/payment-form';

export const handle = { i18n: ['money'] };

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }];

/** The id of the address, or 404. */
function orderIdOf(id: string | undefined): string {
  if (!isUuid(id)) throw data(null, 404);
  return id;
}

export async function loader(args: LoaderFunctionArgs) {
  const staff = await requireStaff(args, 'payments', 'create');
  return loadNewPayment(args.request, staff, orderIdOf(args.params.orderId));
}

/** A payment of the order's card: back to the card, or this page with what is wrong. */
export async function action(args: ActionFunctionArgs) {
  const staff = await requireStaff(args, 'payments', 'create');
  return savePayment(args.request, staff, orderIdOf(args.params.orderId));
}

export default function OrderPaymentPage() {
  const { t } = useTranslation('money');
  const { list: _list, title: _title, ...form } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const crumbs = form.fixedOrder ? [{ label: form.fixedOrder.number, to: form.fixedOrder.to }] : [];
  return (
    <>
      <PageHeader title={t(form.values.kind === 'REFUNDED' ? 'payments.newRefund' : 'payments.new')} crumbs={crumbs} />
      <PaymentForm {...form} version={null} answer={answer} canUpdate />
    </>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} inFrame />;
}
