import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireStaff } from '~/domain/accounts/guard.server';
import { drawDocument } from '~/domain/documents/document-file.server';
import { sampleOf } from '~/domain/documents/sample-of-company.server';
import { findTemplate } from '~/domain/documents/templates.server';
import { getFixedT } from '~/platform/i18n.server';
import { pdfResponse } from '~/platform/pdf/pdf-response.server';
import { kindOfPath } from './__documents/kind-of-path';

/** An invented document with the saved words, the company's requisites and its pictures. */
export async function loader(args: LoaderFunctionArgs) {
  const { db } = await requireStaff(args, 'billing', 'read');
  const kind = kindOfPath(args.params.kind);
  const { texts } = await findTemplate(db, kind);
  const t = await getFixedT(args.request, 'documents');
  return pdfResponse(await drawDocument(db, await sampleOf(db, kind, texts)), `${t('templates.sampleName', { what: t(`kinds.${kind}`) })}.pdf`);
}
