import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData, useRouteError } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { ErrorScreen } from '~/ui/error-screen';
import { PageHeader } from '~/ui/page-header';
import { DeleteMenu } from './__ledger/delete-menu';
import { runExpenseIntent } from './__expenses/expense-actions.server';
import { ExpenseForm } from './__expenses/expense-form';
import { loadExpenseForm } from './__expenses/load-expense-form.server';

export const handle = { i18n: ['money'] };

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  return loadExpenseForm(args.request, await requireStaff(args, 'expenses', 'read'), args.params.expenseId);
}

export async function action(args: ActionFunctionArgs) {
  return runExpenseIntent(args.request, await requireStaff(args, 'expenses', 'read'), args.params.expenseId);
}

export default function ExpensePage() {
  const { t } = useTranslation('money');
  const { list, name, made, id, rights, title: _title, ...form } = useLoaderData<typeof loader>();
  return (
    <article data-id={id}>
      <PageHeader title={name} crumbs={[{ label: t('expenses.title'), to: list }]} intro={made} actions={rights.delete ? <DeleteMenu returnTo={form.returnTo} /> : null} />
      <ExpenseForm key={`${id}${form.version}`} {...form} answer={useActionData<typeof action>()} canUpdate={rights.update} />
    </article>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} inFrame />;
}
