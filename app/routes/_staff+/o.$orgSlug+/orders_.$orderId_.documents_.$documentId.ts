import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireStaff } from '~/domain/accounts/guard.server';
import { documentPdf } from '~/domain/documents/document-file.server';
import { findDocument } from '~/domain/documents/list-documents.server';
import { isUuid } from '~/domain/leads/lead-filter';
import { findOrder } from '~/domain/orders/order-record.server';
import { orderViewer } from '~/domain/orders/order-viewer.server';
import { pdfResponse } from '~/platform/pdf/pdf-response.server';

/** A document's PDF, for those who see its order with its prices. The address may end with ".pdf". */
export async function loader(args: LoaderFunctionArgs) {
  const staff = await requireStaff(args, 'billing', 'read');
  const { orderId, documentId = '' } = args.params;
  const id = documentId.replace(/\.pdf$/i, '');
  const order = isUuid(orderId) && isUuid(id) ? await findOrder(staff.db, orderViewer(staff), orderId) : null;
  const document = order?.sums && (await findDocument(staff.db, order.id, id));
  const pdf = document && (await documentPdf(staff.db, staff.org.id, document.id));
  if (!pdf) throw new Response('Not found', { status: 404 });
  return pdfResponse(pdf.bytes, pdf.name);
}
