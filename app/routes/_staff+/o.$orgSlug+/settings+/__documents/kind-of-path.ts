import { isDocumentKind, type DocumentKind } from '~/domain/documents/document-kinds';

/** The kind that an address names in small letters; 404 for others. */
export function kindOfPath(segment: string | undefined): DocumentKind {
  const kind = segment?.toUpperCase();
  if (!isDocumentKind(kind) || segment !== segment?.toLowerCase()) throw new Response('Not found', { status: 404 });
  return kind;
}
