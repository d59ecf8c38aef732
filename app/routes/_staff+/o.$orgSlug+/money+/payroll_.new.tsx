import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData, useLocation, useRouteError } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { ErrorScreen } from '~/ui/error-screen';
import { PageHeader } from '~/ui/page-header';
import { loadNewPay } from './__payroll/load-pay-form.server';
import { PayForm } from './__payroll/pay-form';
import { savePay } from './__payroll/payroll-actions.server';

export const handle = { i18n: ['money'] };

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  return loadNewPay(args.request, await requireStaff(args, 'payroll', 'create'));
}

export async function action(args: ActionFunctionArgs) {
  return savePay(args.request, await requireStaff(args, 'payroll', 'create'));
}

export default function NewPayPage() {
  const { t } = useTranslation('money');
  const { list, title: _title, ...form } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { key } = useLocation();
  return (
    <>
      <PageHeader title={t('payroll.new')} crumbs={[{ label: t('payroll.title'), to: list }]} />
      <PayForm key={answer ? 'answered' : key} {...form} version={null} answer={answer} />
    </>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} inFrame />;
}
