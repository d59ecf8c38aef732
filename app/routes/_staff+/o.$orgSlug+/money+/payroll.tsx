import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData, useRouteError } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { PAY_KINDS } from '~/domain/payroll/pay-amount';
import { PAYROLL_STATES } from '~/domain/payroll/pay-states';
import { Button } from '~/ui/button';
import { ErrorScreen } from '~/ui/error-screen';
import { formatNumber } from '~/ui/format';
import { BulkBar } from '~/ui/list/bulk-bar';
import { FilterChoice } from '~/ui/list/filter-fields';
import { listStyles } from '~/ui/list/list-styles';
import { LedgerPage } from './__ledger/ledger-page';
import { loadPayroll } from './__payroll/load-payroll.server';
import { runPayrollIntent } from './__payroll/payroll-actions.server';
import { PayTable } from './__payroll/pay-table';

export const handle = { i18n: ['money', 'lists', 'exports'] };

export const links: LinksFunction = () => [listStyles];

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.frame.title }];

export async function loader(args: LoaderFunctionArgs) {
  return loadPayroll(args.request, await requireStaff(args, 'payroll', 'read'));
}

export async function action(args: ActionFunctionArgs) {
  return runPayrollIntent(args.request, await requireStaff(args, 'payroll', 'update'));
}

export default function PayrollPage() {
  const { t, i18n } = useTranslation('money');
  const page = useLoaderData<typeof loader>();
  const { filter, frame, people, rows } = page;
  const canMove = frame.rights.update;
  return (
    <LedgerPage
      kind="payroll"
      {...page}
      filters={
        <>
          {people.length > 0 ? (
            <FilterChoice name="person" label={t('filter.person')} value={filter.personId ?? ''}>
              <option value="">{t('filter.anybody')}</option>
              {people.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
            </FilterChoice>
          ) : null}
          <FilterChoice name="state" label={t('filter.state')} value={filter.state ?? ''}>
            <option value="">{t('filter.any')}</option>
            {PAYROLL_STATES.map((state) => <option key={state} value={state}>{t(`payState.${state}`)}</option>)}
          </FilterChoice>
          <FilterChoice name="kind" label={t('filter.payKind')} value={filter.kind ?? ''}>
            <option value="">{t('filter.any')}</option>
            {PAY_KINDS.map((kind) => <option key={kind} value={kind}>{t(`payKind.${kind}`)}</option>)}
          </FilterChoice>
        </>
      }
      bulk={
        canMove ? (
          <BulkBar listKey={rows.map(({ id }) => id).join()} search={frame.search} all={frame.pages.next || frame.pages.previous ? { count: frame.total, text: formatNumber(frame.total, i18n.language) } : null}>
            <Button look="primary" name="intent" value="approve">{t('payroll.approve')}</Button>
            <Button name="intent" value="pay">{t('payroll.pay')}</Button>
            <Button look="quiet" name="intent" value="unapprove">{t('payroll.unapprove')}</Button>
          </BulkBar>
        ) : null
      }
    >
      <PayTable rows={rows} search={frame.search} sort={filter.sort} canSelect={canMove} />
    </LedgerPage>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} inFrame />;
}
