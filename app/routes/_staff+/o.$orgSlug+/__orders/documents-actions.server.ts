import { data } from '@remix-run/node';
import type { Staff } from '~/domain/accounts/guard.server';
import { isDocumentKind } from '~/domain/documents/document-kinds';
import { issueDocument } from '~/domain/documents/issue-document.server';
import { mailDocument } from '~/domain/documents/mail-document.server';
import { sendSchema } from '~/domain/documents/send.schema';
import { isUuid } from '~/domain/leads/lead-filter';
import { orderActor } from '~/domain/orders/order-viewer.server';
import { parseDay } from '~/domain/periods/period';
import { getFixedT } from '~/platform/i18n.server';
import { redirectWithToast } from '~/platform/toast.server';

interface Context {
  request: Request;
  staff: Staff;
  orderId: string;
  form: FormData;
}

/** What can be done with the documents of an order; leads back to its card, or answers with the typed values and what is wrong. */
export async function runDocumentIntent(request: Request, staff: Staff, orderId: string) {
  const form = await request.formData();
  const context = { request, staff, orderId, form };
  switch (form.get('intent')) {
    case 'issue':
      return issue(context);
    case 'send':
      return send(context);
    default:
      throw data(null, 400);
  }
}

async function issue({ request, staff, orderId, form }: Context) {
  const t = await getFixedT(request, 'documents');
  const [kind, day] = [form.get('kind'), parseDay(text(form, 'day'))];
  if (!isDocumentKind(kind)) throw data(null, 400);
  const values = { day: text(form, 'day') };
  if (!day) return data({ intent: 'issue' as const, values, errors: { day: 'errors.day' } }, 422);
  const result = await issueDocument(orderActor(staff), { orderId, kind, day }, new Date());
  const card = cardOf(staff, orderId);
  if (result.ok) return redirectWithToast(card, { message: t('toast.issued', { what: t(`kinds.${kind}`), number: result.number }), tone: 'success' });
  switch (result.error) {
    case 'notFound':
      throw data(null, 404);
    case 'forbidden':
      throw data(null, 403);
    case 'day':
      return data({ intent: 'issue' as const, values, errors: { day: 'errors.dayAway' } }, 422);
    case 'notYet':
      return redirectWithToast(card, { message: t(`obstacles.${result.because}`), tone: 'error' });
    case 'requisites':
      return redirectWithToast(card, { message: t('toast.requisites', { missing: result.missing.map((name) => t(`requisites.${name}`)).join(', ') }), tone: 'error' });
    case 'contact':
      return redirectWithToast(card, { message: t('toast.contact'), tone: 'error' });
  }
}

async function send({ request, staff, orderId, form }: Context) {
  const documentId = form.get('documentId');
  if (!isUuid(documentId)) throw data(null, 404);
  const values = { documentId, to: text(form, 'to'), message: text(form, 'message') };
  const parsed = sendSchema.safeParse(values);
  if (!parsed.success) {
    const errors = Object.fromEntries(parsed.error.issues.map(({ path, message }) => [String(path[0]), message]));
    return data({ intent: 'send' as const, values, errors }, 422);
  }
  const result = await mailDocument(orderActor(staff), { orderId, documentId, to: parsed.data.to, message: parsed.data.message || null }, new Date());
  if (!result.ok) throw data(null, result.error === 'forbidden' ? 403 : 404);
  const t = await getFixedT(request, 'documents');
  return redirectWithToast(cardOf(staff, orderId), { message: t('toast.sent', { number: result.number, to: parsed.data.to }), tone: 'success' });
}

function cardOf({ org }: Staff, orderId: string): string {
  return `/o/${org.slug}/orders/${orderId}`;
}

function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}
