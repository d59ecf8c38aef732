import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData, useRouteError } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { isUuid } from '~/domain/leads/lead-filter';
import { ErrorScreen } from '~/ui/error-screen';
import { PageHeader } from '~/ui/page-header';
import { DealForm } from './__deals/deal-form';
import { loadEditedDeal } from './__deals/load-deal-form.server';
import { saveDeal } from './__deals/save-deal.server';

export const handle = { i18n: ['deals', 'contacts', 'fields'] };

export const meta: MetaFunction<typeof loader> = ({ data: page }) => [{ title: page?.title }];

export async function loader(args: LoaderFunctionArgs) {
  return loadEditedDeal(args.request, args.params.dealId, await requireStaff(args, 'deals', 'update'));
}

export async function action(args: ActionFunctionArgs) {
  const staff = await requireStaff(args, 'deals', 'update');
  const { dealId } = args.params;
  if (!isUuid(dealId)) throw data(null, 404);
  return saveDeal(args.request, staff, dealId);
}

export default function EditDealPage() {
  const { t } = useTranslation('deals');
  const { list, name, title: _title, ...form } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <PageHeader title={t('edit.title')} crumbs={[{ label: t('title'), to: list }, { label: name, to: form.cancelTo }]} />
      <DealForm {...form} answer={answer} />
    </>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} inFrame />;
}
