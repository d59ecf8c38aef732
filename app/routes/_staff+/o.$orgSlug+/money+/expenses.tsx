import { data, type ActionFunctionArgs, type LinksFunction, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData, useRouteError } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { EXPENSE_KINDS } from '~/domain/expenses/expense-input';
import { ErrorScreen } from '~/ui/error-screen';
import { FilterChoice } from '~/ui/list/filter-fields';
import { listStyles } from '~/ui/list/list-styles';
import { LedgerPage } from './__ledger/ledger-page';
import { undeleteExpense } from './__expenses/expense-actions.server';
import { ExpenseTable } from './__expenses/expense-table';
import { loadExpenses } from './__expenses/load-expenses.server';

export const handle = { i18n: ['money', 'lists', 'exports'] };

export const links: LinksFunction = () => [listStyles];

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.frame.title }];

export async function loader(args: LoaderFunctionArgs) {
  return loadExpenses(args.request, await requireStaff(args, 'expenses', 'read'));
}

export async function action(args: ActionFunctionArgs) {
  const staff = await requireStaff(args, 'expenses', 'delete');
  const form = await args.request.formData();
  if (form.get('intent') !== 'restore') throw data(null, 400);
  return undeleteExpense(args.request, form, staff);
}

export default function ExpensesPage() {
  const { t } = useTranslation('money');
  const page = useLoaderData<typeof loader>();
  const { filter, machines } = page;
  return (
    <LedgerPage
      kind="expenses"
      {...page}
      filters={
        <>
          <FilterChoice name="kind" label={t('filter.kind')} value={filter.kind ?? ''}>
            <option value="">{t('filter.any')}</option>
            {EXPENSE_KINDS.map((kind) => <option key={kind} value={kind}>{t(`expenseKind.${kind}`)}</option>)}
          </FilterChoice>
          <FilterChoice name="item" label={t('filter.machine')} value={filter.itemId ?? ''}>
            <option value="">{t('filter.any')}</option>
            {machines.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
          </FilterChoice>
        </>
      }
    >
      <ExpenseTable rows={page.rows} search={page.frame.search} sort={filter.sort} />
    </LedgerPage>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} inFrame />;
}
