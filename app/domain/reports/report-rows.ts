import type { ExportCell } from '~/domain/exports/export-rows.server';
import type { ColumnKind, Report, ReportRow, ReportSheet } from './report-sheet';

/** A report as the rows of one table: its figures, its tables one below the other, and how they were counted. */
export function reportRows(report: Report, subtitle: string): { heads: string[]; rows: AsyncIterable<ExportCell[]> } {
  const width = Math.max(2, ...report.sheets.map(({ columns }) => columns.length + 1));
  const full = (cells: ExportCell[]): ExportCell[] => [...cells, ...Array<null>(Math.max(0, width - cells.length)).fill(null)];
  async function* rows(): AsyncGenerator<ExportCell[]> {
    yield full([subtitle]);
    for (const { label, value, kind } of report.cards) yield full([label, cellOf(value, kind)]);
    for (const sheet of report.sheets) yield* sheetRows(sheet).map(full);
    yield full([]);
    for (const line of report.basis) yield full([line]);
  }
  return { heads: [report.title, ...Array<string>(width - 1).fill('')], rows: rows() };
}

function sheetRows({ title, rowHead, columns, rows, total, empty }: ReportSheet): ExportCell[][] {
  const row = ({ label, cells }: ReportRow): ExportCell[] => [label, ...columns.map(({ kind }, at) => cellOf(cells[at]?.value ?? null, kind))];
  if (rows.length === 0) return [[], [title], [empty]];
  return [[], [title], [rowHead, ...columns.map(({ label }) => label)], ...rows.map(row), ...(total ? [row(total)] : [])];
}

/** A number to calculate with, as long as it is one exactly. */
function cellOf(value: string | null, kind: ColumnKind): ExportCell {
  if (value === null || kind === 'text') return value;
  const number = Number(value);
  return kind === 'money' && number.toFixed(2) !== value ? value : number;
}
