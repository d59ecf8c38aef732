import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData, useLocation, useRouteError } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { ErrorScreen } from '~/ui/error-screen';
import { PageHeader } from '~/ui/page-header';
import { saveExpense } from './__expenses/expense-actions.server';
import { ExpenseForm } from './__expenses/expense-form';
import { loadNewExpense } from './__expenses/load-expense-form.server';

export const handle = { i18n: ['money'] };

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  return loadNewExpense(args.request, await requireStaff(args, 'expenses', 'create'));
}

export async function action(args: ActionFunctionArgs) {
  return saveExpense(args.request, await requireStaff(args, 'expenses', 'create'));
}

export default function NewExpensePage() {
  const { t } = useTranslation('money');
  const { list, title: _title, ...form } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { key } = useLocation();
  return (
    <>
      <PageHeader title={t('expenses.new')} crumbs={[{ label: t('expenses.title'), to: list }]} />
      <ExpenseForm key={answer ? 'answered' : key} {...form} version={null} answer={answer} canUpdate />
    </>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} inFrame />;
}
