import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Link, useActionData, useLoaderData, useRouteError } from '@remix-run/react';
import { useTranslation } from 'react-i18next';
import { requireStaff } from '~/domain/accounts/guard.server';
import { Alert } from '~/ui/alert';
import { ErrorScreen } from '~/ui/error-screen';
import { PageHeader } from '~/ui/page-header';
import { ConvertForm } from './__leads/convert-form';
import { loadConversion, runConversion } from './__leads/convert.server';

export const handle = { i18n: ['deals', 'contacts', 'leads', 'orders'] };

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  return loadConversion(args.request, args.params.leadId, await requireStaff(args, 'leads', 'update'));
}

export async function action(args: ActionFunctionArgs) {
  return runConversion(args.request, args.params.leadId, await requireStaff(args, 'leads', 'update'));
}

export default function ConvertLeadPage() {
  const { t } = useTranslation(['deals', 'leads']);
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <>
      <PageHeader title={t('convert.title')} intro={t('convert.intro')} crumbs={[{ label: t('leads:title'), to: page.leads }, { label: page.client, to: page.card }]} />
      {answer?.conflict ? <Alert tone="danger" className="mb-4" title={answer.conflict}><Link to={page.card} className="underline underline-offset-4">{t('convert.toCard')}</Link></Alert> : null}
      {page.isOpen ? <ConvertForm page={page} lastResult={answer?.result} /> : <Alert title={t('convert.closed')}><Link to={page.card} className="underline underline-offset-4">{t('convert.toCard')}</Link></Alert>}
    </>
  );
}

export function ErrorBoundary() {
  return <ErrorScreen error={useRouteError()} inFrame />;
}
