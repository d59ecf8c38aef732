import { answerWithTable, EXPORT_FORMATS } from '~/domain/exports/export-rows.server';
import { daysOfPeriod } from '~/domain/periods/period';
import { pdfResponse } from '~/platform/pdf/pdf-response.server';
import { formatDay } from '~/ui/format';
import type { ReportName } from './report-filter';
import { reportPdf } from './report-pdf.server';
import type { ReportRequest } from './report-request.server';
import { reportRows } from './report-rows';
import type { Report } from './report-sheet';
import { sayFigure } from './say-figure';
import { clientsReport } from './sheets/clients-report.server';
import { employeesReport } from './sheets/employees-report.server';
import { equipmentReport } from './sheets/equipment-report.server';
import { payReport } from './sheets/pay-report.server';
import { summaryReport } from './sheets/summary-report.server';

export const REPORT_FORMATS = [...EXPORT_FORMATS, 'pdf'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** `isTable`: a file that may be as long as a table gets; paper shows what the page shows, and says so. */
const REPORTS: Record<ReportName, (request: ReportRequest, isTable: boolean) => Promise<Report>> = {
  summary: summaryReport,
  equipment: equipmentReport,
  employees: employeesReport,
  clients: clientsReport,
  pay: payReport,
};

/** A report as the page shows it, as a file; null for an XLSX that would be too long. */
export async function answerWithReport(request: ReportRequest, format: ReportFormat, signal?: AbortSignal): Promise<Response | null> {
  const { name, t, language, staff, filter, today } = request;
  const report = await REPORTS[name](request, format !== 'pdf');
  const days = daysOfPeriod(filter.period, today);
  const day = (value: string) => formatDay(new Date(`${value}T12:00:00Z`), language, 'UTC');
  const span = days.from ? t('period.range', { from: day(days.from), to: day(days.to ?? today) }) : t('period.untilToday');
  const fileName = `${report.title} ${days.from ?? ''}${days.from ? '–' : ''}${days.to ?? today}`;
  const subtitle = `${staff.org.name} · ${span} · ${filter.currency}`;
  if (format === 'pdf') {
    const say = (value: string | null, kind: Parameters<typeof sayFigure>[1]) => sayFigure(value, kind, filter.currency, language);
    const bytes = await reportPdf({ report, subtitle, language: language === 'en' ? 'en' : 'ru', say, pageOf: (page, pages) => t('pageOf', { page, pages }), basisTitle: t('basis.title') });
    return pdfResponse(bytes, `${fileName}.pdf`);
  }
  const { heads, rows } = reportRows(report, subtitle);
  return answerWithTable({ fileName, heads, rows, language }, format, signal);
}
