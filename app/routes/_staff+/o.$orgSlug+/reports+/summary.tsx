import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { summaryReport } from '~/domain/reports/sheets/summary-report.server';
import { barOf } from './__bar-of.server';
import { loadMonths } from './__load-months.server';
import { MonthChart } from './__month-chart';
import { ReportPage } from './__report-page';
import { requireReport } from './__require-report.server';

export const handle = { i18n: ['reports', 'crm-analytics'] };
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export async function loader(args: LoaderFunctionArgs) {
  const request = await requireReport(args, 'summary');
  const [report, months] = await Promise.all([summaryReport(request), loadMonths(request)]);
  return { title: `${report.title} · ${request.staff.org.name}`, report, months, bar: barOf(request) };
}

export default function SummaryReportPage() {
  const { report, months, bar } = useLoaderData<typeof loader>();
  return (
    <ReportPage report={report} bar={bar}>
      <MonthChart {...months} />
    </ReportPage>
  );
}
