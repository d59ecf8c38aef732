import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData, useRouteError } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { ErrorScreen } from '~/ui/error-screen';
import { PageHeader } from '~/ui/page-header';
import { loadNewPayment } from './__payments/load-payment-form.server';
import { savePayment } from './__payments/payment-actions.server';
import { PaymentForm } from './__payments/payment-form';

export const handle = { i18n: ['money'] };

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  return loadNewPayment(args.request, await requireStaff(args, 'payments', 'create'));
}

export async function action(args: ActionFunctionArgs) {
  return savePayment(args.request, await requireStaff(args, 'payments', 'create'), null);
}

export default function NewPaymentPage() {
  const { t } = useTranslation('money');
  const { list, title: _title, ...form } = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={t('payments.new')} crumbs={[{ label: t('payments.title'), to: list }]} />
      <PaymentForm key={form.submissionKey} {...form} version={null} answer={useActionData<typeof action>()} canUpdate hasNext />
    </>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} inFrame />;
}
