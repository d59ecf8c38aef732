import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData, useRouteError } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { ErrorScreen } from '~/ui/error-screen';
import { PageHeader } from '~/ui/page-header';
import { DeleteMenu } from './__ledger/delete-menu';
import { loadPaymentForm } from './__payments/load-payment-form.server';
import { runPaymentIntent } from './__payments/payment-actions.server';
import { PaymentForm } from './__payments/payment-form';

export const handle = { i18n: ['money'] };

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  return loadPaymentForm(args.request, await requireStaff(args, 'payments', 'read'), args.params.paymentId);
}

export async function action(args: ActionFunctionArgs) {
  return runPaymentIntent(args.request, await requireStaff(args, 'payments', 'read'), args.params.paymentId);
}

export default function PaymentPage() {
  const { t } = useTranslation('money');
  const { list, name, client, made, id, rights, title: _title, ...form } = useLoaderData<typeof loader>();
  return (
    <article data-id={id}>
      <PageHeader
        title={name}
        crumbs={[{ label: t('payments.title'), to: list }]}
        intro={[client, made].filter(Boolean).join(' · ')}
        actions={rights.delete ? <DeleteMenu returnTo={form.returnTo} /> : null}
      />
      <PaymentForm key={`${id}${form.version}`} {...form} submissionKey={null} answer={useActionData<typeof action>()} canUpdate={rights.update} />
    </article>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} inFrame />;
}
