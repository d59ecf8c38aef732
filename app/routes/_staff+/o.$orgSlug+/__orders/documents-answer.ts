/** What the last post on the documents' own page got wrong. */
export interface DocumentsAnswer {
  intent: 'issue' | 'send';
  values: { day?: string; documentId?: string; to?: string; message?: string };
  errors: Record<string, string>;
}
