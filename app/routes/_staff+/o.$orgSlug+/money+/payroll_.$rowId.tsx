import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData, useRouteError } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { ErrorScreen } from '~/ui/error-screen';
import { PageHeader } from '~/ui/page-header';
import { DeleteMenu } from './__ledger/delete-menu';
import { loadPayForm } from './__payroll/load-pay-form.server';
import { PayFacts } from './__payroll/pay-facts';
import { PayForm } from './__payroll/pay-form';
import { runPayIntent } from './__payroll/payroll-actions.server';

export const handle = { i18n: ['money'] };

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  return loadPayForm(args.request, await requireStaff(args, 'payroll', 'read'), args.params.rowId);
}

export async function action(args: ActionFunctionArgs) {
  return runPayIntent(args.request, await requireStaff(args, 'payroll', 'update'), args.params.rowId);
}

export default function PayPage() {
  const { t } = useTranslation('money');
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { list, name, id, rights, values, version, people, ordersUrl, order, returnTo } = page;
  return (
    <article data-id={id} data-state={page.state}>
      <PageHeader title={name} crumbs={[{ label: t('payroll.title'), to: list }]} actions={rights.delete ? <DeleteMenu returnTo={returnTo} /> : null} />
      <PayFacts page={page} />
      {rights.update ? <PayForm key={`${id}${version}`} {...{ values, version, people, ordersUrl, order, returnTo }} answer={answer} /> : null}
    </article>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} inFrame />;
}
