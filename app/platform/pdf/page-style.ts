import type { Content, ContentStack, ContentText, StyleDictionary, TDocumentDefinitions } from 'pdfmake/interfaces';

/** Colours of paper: dark text, quiet lines. */
export const INK = '#1c1917';
export const QUIET = '#6b6560';
export const LINE = '#d6d1cb';

const styles: StyleDictionary = {
  title: { fontSize: 16, bold: true, margin: [0, 0, 0, 4] },
  subtitle: { fontSize: 10, color: QUIET, margin: [0, 0, 0, 12] },
  heading: { fontSize: 10.5, bold: true, margin: [0, 12, 0, 4] },
  label: { fontSize: 8, color: QUIET },
  head: { fontSize: 8, bold: true, color: QUIET },
  strong: { bold: true },
  small: { fontSize: 8, color: QUIET },
};

export interface PageFrame {
  /** The document's own title, for the window of a reader. */
  title: string;
  author?: string;
  language: 'ru' | 'en';
  /** When the content was made; without it all documents carry the same moment. */
  madeAt?: Date;
  landscape?: boolean;
  /** Left at the top of the pages from the second on, for example the document's number. */
  header?: string;
  /** Left at the bottom of every page. */
  footer?: string;
  /** "Page 2 of 5" in the document's language. */
  pageOf: (page: number, pages: number) => string;
}

const MARGIN = 40;

/** The frame that all documents share: A4, Roboto, quiet header and footer with page numbers. */
export function framePage({ title, author, language, madeAt, landscape, header, footer, pageOf }: PageFrame, content: Content[]): TDocumentDefinitions {
  const edge = (text: string, alignment: 'left' | 'right'): ContentText => ({ text, style: 'small', alignment });
  return {
    pageSize: 'A4',
    pageOrientation: landscape ? 'landscape' : 'portrait',
    pageMargins: [MARGIN, MARGIN, MARGIN, MARGIN + 10],
    language,
    info: { title, ...(author && { author }), ...(madeAt && { creationDate: madeAt }) },
    defaultStyle: { font: 'Roboto', fontSize: 9, lineHeight: 1.2, color: INK },
    styles,
    header: (page): ContentStack | null => (header && page > 1 ? { stack: [edge(header, 'left')], margin: [MARGIN, 18, MARGIN, 0] } : null),
    footer: (page, pages) => ({ columns: [edge(footer ?? '', 'left'), { ...edge(pageOf(page, pages), 'right'), width: 90 }], margin: [MARGIN, 14, MARGIN, 0] }),
    content,
  };
}

/** Thin lines between rows, a stronger one under the head: the layout of all tables on paper. */
export const paperTable = {
  hLineWidth: (line: number, node: { table: { body: unknown[]; headerRows?: number } }) => (line === (node.table.headerRows ?? 0) ? 0.8 : line === 0 ? 0 : 0.4),
  vLineWidth: () => 0,
  hLineColor: () => LINE,
  paddingLeft: (column: number) => (column === 0 ? 0 : 5),
  paddingRight: (column: number, node: { table: { widths?: unknown } }) => (Array.isArray(node.table.widths) && column === node.table.widths.length - 1 ? 0 : 5),
  paddingTop: () => 3.5,
  paddingBottom: () => 3.5,
};
