import type { DocumentKind } from '~/generated/prisma/enums';

export type { DocumentKind };

/** In the order in which an order meets them. */
export const DOCUMENT_KINDS = ['QUOTE', 'CONTRACT', 'INVOICE', 'ACT', 'RECEIPT'] as const satisfies readonly DocumentKind[];

/** The letters before a document's number, as offices write them: КП-2026-000017. */
export const NUMBER_PREFIX: Record<DocumentKind, string> = { QUOTE: 'КП', CONTRACT: 'Д', INVOICE: 'С', ACT: 'А', RECEIPT: 'К' };

/** The series that a kind is numbered in. */
export const NUMBER_SERIES = { QUOTE: 'quote', CONTRACT: 'contract', INVOICE: 'invoice', ACT: 'act', RECEIPT: 'receipt' } as const satisfies Record<DocumentKind, string>;

export function isDocumentKind(value: unknown): value is DocumentKind {
  return DOCUMENT_KINDS.includes(value as DocumentKind);
}
