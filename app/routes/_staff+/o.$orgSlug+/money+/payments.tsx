import { data, type ActionFunctionArgs, type LinksFunction, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData, useRouteError } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { PAYMENT_KINDS, PAYMENT_METHODS } from '~/domain/payments/payment-input';
import { ErrorScreen } from '~/ui/error-screen';
import { FilterChoice } from '~/ui/list/filter-fields';
import { listStyles } from '~/ui/list/list-styles';
import { LedgerPage } from './__ledger/ledger-page';
import { loadPayments } from './__payments/load-payments.server';
import { undeletePayment } from './__payments/payment-actions.server';
import { PaymentTable } from './__payments/payment-table';

export const handle = { i18n: ['money', 'lists', 'exports'] };

export const links: LinksFunction = () => [listStyles];

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.frame.title }];

export async function loader(args: LoaderFunctionArgs) {
  return loadPayments(args.request, await requireStaff(args, 'payments', 'read'));
}

export async function action(args: ActionFunctionArgs) {
  const staff = await requireStaff(args, 'payments', 'delete');
  const form = await args.request.formData();
  if (form.get('intent') !== 'restore') throw data(null, 400);
  return undeletePayment(args.request, form, staff);
}

export default function PaymentsPage() {
  const { t } = useTranslation('money');
  const page = useLoaderData<typeof loader>();
  const { filter } = page;
  return (
    <LedgerPage
      kind="payments"
      {...page}
      filters={
        <>
          <FilterChoice name="kind" label={t('filter.kind')} value={filter.kind ?? ''}>
            <option value="">{t('filter.any')}</option>
            {PAYMENT_KINDS.map((kind) => <option key={kind} value={kind}>{t(`paymentKind.${kind}`)}</option>)}
          </FilterChoice>
          <FilterChoice name="method" label={t('filter.method')} value={filter.method ?? ''}>
            <option value="">{t('filter.any')}</option>
            {PAYMENT_METHODS.map((method) => <option key={method} value={method}>{t(`method.${method}`)}</option>)}
          </FilterChoice>
        </>
      }
    >
      <PaymentTable rows={page.rows} search={page.frame.search} sort={filter.sort} />
    </LedgerPage>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} inFrame />;
}
