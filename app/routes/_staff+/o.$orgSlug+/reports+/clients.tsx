import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { clientsReport } from '~/domain/reports/sheets/clients-report.server';
import { barOf } from './__bar-of.server';
import { ReportPage } from './__report-page';
import { requireReport } from './__require-report.server';

export const handle = { i18n: ['reports', 'crm-analytics'] };
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  const request = await requireReport(args, 'clients');
  const report = await clientsReport(request);
  return { title: `${report.title} · ${request.staff.org.name}`, report, bar: barOf(request) };
}

export default function ClientsReportPage() {
  const { report, bar } = useLoaderData<typeof loader>();
  return <ReportPage report={report} bar={bar} />;
}
