import type { TFunction } from 'i18next';
import type { Content, TableCell } from 'pdfmake/interfaces';
import type { Language } from '~/platform/i18n';
import { paperTable } from '~/platform/pdf/page-style';
import type { DocumentLine } from '../document-snapshot';
import { sayAmount, sayCount, sayRate } from './paper-numbers';

const LONG_WORD = /\S{24}/;

interface Column {
  head: string;
  width: number | '*';
  alignment: 'left' | 'right';
  cell: (line: DocumentLine, index: number) => string;
}

/** The positions of an order. Columns of discount and tax only where something stands in them; a machine's shifts and hours one below the other. */
export function linesTable(lines: readonly DocumentLine[], language: Language, t: TFunction): Content {
  const percent = (value: string | null) => (value === null ? '—' : `${sayCount(value, language)} %`);
  const perFactor = (line: DocumentLine, say: (factor: DocumentLine['factors'][number]) => string) => line.factors.map(say).join('\n');
  const columns: Column[] = [
    { head: '№', width: 16, alignment: 'left', cell: (_line, index) => String(index + 1) },
    { head: t('paper.columns.name'), width: '*', alignment: 'left', cell: ({ name }) => name },
    { head: t('paper.columns.count'), width: 44, alignment: 'right', cell: (line) => perFactor(line, ({ count }) => sayCount(count, language)) },
    { head: t('paper.columns.unit'), width: 38, alignment: 'left', cell: (line) => perFactor(line, ({ unit }) => unit) },
    { head: t('paper.columns.rate'), width: 62, alignment: 'right', cell: (line) => perFactor(line, ({ rate }) => sayRate(rate, language)) },
    ...(lines.some(({ discountPercent }) => discountPercent) ? [{ head: t('paper.columns.discount'), width: 42, alignment: 'right' as const, cell: (line: DocumentLine) => percent(line.discountPercent) }] : []),
    ...(lines.some(({ taxPercent }) => taxPercent) ? [{ head: t('paper.columns.tax'), width: 38, alignment: 'right' as const, cell: (line: DocumentLine) => percent(line.taxPercent) }] : []),
    { head: t('paper.columns.total'), width: 74, alignment: 'right', cell: ({ total }) => sayAmount(total, language) },
  ];
  const head: TableCell[] = columns.map(({ head: text, alignment }) => ({ text, alignment, style: 'head' }));
  const body = lines.map((line, index): TableCell[] => columns.map(({ cell, alignment }) => printed(cell(line, index), alignment)));
  return { table: { headerRows: 1, dontBreakRows: true, widths: columns.map(({ width }) => width), body: [head, ...body] }, layout: paperTable, margin: [0, 8, 0, 6] };
}

/** A word longer than its column would push the others off the page. */
function printed(text: string, alignment: Column['alignment']): TableCell {
  return { text, alignment, ...(LONG_WORD.test(text) && { wordBreak: 'break-all' }) };
}
