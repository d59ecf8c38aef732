import type { LoaderFunctionArgs } from '@remix-run/node';
import { findClientView } from '~/domain/documents/accept-quote.server';
import { documentPdf } from '~/domain/documents/document-file.server';
import { findSentLead } from '~/domain/leads/public-form.server';
import { orgDb } from '~/platform/db.server';
import { pdfResponse } from '~/platform/pdf/pdf-response.server';
import { notFound } from './__not-found.server';

/** The quote that stands, as PDF, for whom the page of the request is open to. */
export async function loader({ params }: LoaderFunctionArgs) {
  const { lead, organization } = (await findSentLead(params.token ?? '')) ?? notFound();
  if (lead.state === 'SPAM') notFound();
  const db = orgDb(organization.id);
  const view = await findClientView(db, organization.id, lead.id);
  if (!view?.quote || view.order.state === 'CANCELLED') notFound();
  const pdf = (await documentPdf(db, organization.id, view.quote.id)) ?? notFound();
  return pdfResponse(pdf.bytes, pdf.name);
}
