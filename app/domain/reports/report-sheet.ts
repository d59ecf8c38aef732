import type { ReportName } from './report-filter';

/** How a column's figures are said: money in the report's currency, hours and litres with a fraction, a share 0…1 as percent. */
export type ColumnKind = 'text' | 'count' | 'amount' | 'money' | 'percent';

export interface ReportColumn {
  /** Stable name: data-metric is that of the sheet and this one. */
  key: string;
  label: string;
  kind: ColumnKind;
}

export interface ReportCell {
  /** Plain decimal text, or words; null: nothing to say. */
  value: string | null;
  /** The rows behind the figure. */
  to?: string;
}

export interface ReportRow {
  id: string;
  label: string;
  /** The record's own page. */
  to?: string;
  cells: ReportCell[];
}

/** A table of a report: the page, the files and the paper show the same. */
export interface ReportSheet {
  /** data-chart */
  name: string;
  title: string;
  /** How it was counted, in a few words. */
  note?: string;
  rowHead: string;
  columns: ReportColumn[];
  rows: ReportRow[];
  /** What the rows add up to. */
  total?: ReportRow;
  /** Said instead of a table without rows. */
  empty: string;
}

export interface ReportCard {
  /** data-metric */
  name: string;
  label: string;
  value: string;
  kind: ColumnKind;
  /** Relative change against as many days before, 0.1 = a tenth more; null: nothing to compare with. */
  change: number | null;
  to?: string;
  note?: string;
}

export interface Report {
  name: ReportName;
  title: string;
  /** What day each figure counts by, and what it means. */
  basis: string[];
  cards: ReportCard[];
  sheets: ReportSheet[];
}
