import { framePage, paperTable } from '~/platform/pdf/page-style';
import { renderPdf, type Content, type TableCell } from '~/platform/pdf/pdf.server';
import type { ColumnKind, Report, ReportRow, ReportSheet } from './report-sheet';

interface Options {
  report: Report;
  /** Company, days and currency. */
  subtitle: string;
  language: 'ru' | 'en';
  say: (value: string | null, kind: ColumnKind) => string;
  pageOf: (page: number, pages: number) => string;
  basisTitle: string;
}

/** More columns than this do not fit on a page that stands. */
const UPRIGHT_COLUMNS = 4;

/** A report on paper, with the same tables as its page. */
export function reportPdf({ report, subtitle, language, say, pageOf, basisTitle }: Options): Promise<Buffer> {
  const landscape = report.sheets.some(({ columns }) => columns.length > UPRIGHT_COLUMNS);
  const content: Content[] = [
    { text: report.title, style: 'title' },
    { text: subtitle, style: 'subtitle' },
    ...(report.cards.length > 0 ? [{ columns: report.cards.map(({ label, value, kind }) => ({ stack: [{ text: label, style: 'label' }, { text: say(value, kind), style: 'strong' }] })), columnGap: 12 }] : []),
    ...report.sheets.flatMap((sheet) => sheetContent(sheet, say)),
    { text: basisTitle, style: 'heading' },
    { ul: report.basis, style: 'small' },
  ];
  return renderPdf(framePage({ title: report.title, language, landscape, header: report.title, footer: subtitle, pageOf }, content));
}

function sheetContent({ title, rowHead, columns, rows, total, empty }: ReportSheet, say: Options['say']): Content[] {
  const heading: Content = { text: title, style: 'heading' };
  if (rows.length === 0) return [heading, { text: empty }];
  const row = ({ label, cells }: ReportRow, bold = false): TableCell[] => [
    { text: label, bold },
    ...columns.map(({ kind }, at): TableCell => ({ text: say(cells[at]?.value ?? null, kind), bold, alignment: kind === 'text' ? 'left' : 'right' })),
  ];
  const head: TableCell[] = [{ text: rowHead, style: 'head' }, ...columns.map(({ label, kind }): TableCell => ({ text: label, style: 'head', alignment: kind === 'text' ? 'left' : 'right' }))];
  const body = [head, ...rows.map((one) => row(one)), ...(total ? [row(total, true)] : [])];
  return [heading, { table: { headerRows: 1, widths: ['*', ...columns.map(() => 'auto')], body }, layout: paperTable }];
}
