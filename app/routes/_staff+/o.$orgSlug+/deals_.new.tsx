import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData, useRouteError } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { ErrorScreen } from '~/ui/error-screen';
import { PageHeader } from '~/ui/page-header';
import { DealForm } from './__deals/deal-form';
import { loadNewDeal } from './__deals/load-deal-form.server';
import { saveNewDeal } from './__deals/save-deal.server';

export const handle = { i18n: ['deals', 'contacts', 'fields'] };

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  return loadNewDeal(args.request, await requireStaff(args, 'deals', 'create'));
}

export async function action(args: ActionFunctionArgs) {
  return saveNewDeal(args.request, await requireStaff(args, 'deals', 'create'));
}

export default function NewDealPage() {
  const { t } = useTranslation('deals');
  const { list, title: _title, ...form } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <PageHeader title={t('new.title')} crumbs={[{ label: t('title'), to: list }]} />
      <DealForm {...form} version={null} isPipelineFixed={false} answer={answer} />
    </>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} inFrame />;
}
