import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { barOf } from './__bar-of.server';
import { loadClients } from './__load-clients.server';
import { ReportPage } from './__report-page';
import { requireReport } from './__require-report.server';

export const handle = { i18n: ['reports', 'crm-analytics'] };
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  const request = await requireReport(args, 'clients');
  const report = await loadClients(request);
  return { title: `${report.title} · ${request.staff.org.name}`, report, bar: barOf(request) };
}

export default function ClientsReportPage() {
  const { report, bar } = useLoaderData<typeof loader>();
  return <ReportPage report={report} bar={bar} />;
}
