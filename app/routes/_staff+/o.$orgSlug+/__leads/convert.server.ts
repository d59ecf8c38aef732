import { parseWithZod } from '@conform-to/zod/v4';
import { data } from '@remix-run/node';
import type { Staff } from '~/domain/accounts/guard.server';
import { sayPhone } from '~/domain/contacts/say-phone';
import { conversionSchema, NEW_CONTACT } from '~/domain/leads/conversion.schema';
import { convertRequest, findConvertible, suggestConversion } from '~/domain/leads/conversion.server';
import type { LeadDetail } from '~/domain/leads/lead-detail.server';
import { isUuid } from '~/domain/leads/lead-filter';
import { getFixedT } from '~/platform/i18n.server';
import { redirectWithToast } from '~/platform/toast.server';

/** The request of the address, as somebody may convert it. Throws 404; 403 when it is somebody else's. */
async function requireConvertible(staff: Staff, leadId: string | undefined): Promise<LeadDetail> {
  if (!isUuid(leadId)) throw data(null, 404);
  const found = await findConvertible(staff, leadId);
  if (!found.ok) throw data(null, found.error === 'notFound' ? 404 : 403);
  return found.lead;
}

/** What the page of a conversion offers: contacts that seem to be the client, a new one, and the deal as far as the request tells it. */
export async function loadConversion(request: Request, leadId: string | undefined, staff: Staff) {
  const { org } = staff;
  const lead = await requireConvertible(staff, leadId);
  const [t, suggested] = await Promise.all([getFixedT(request, 'deals'), suggestConversion(staff, lead)]);
  const { found, people, pipelines, contactName, title, amount, currency, ownerId, pipelineId } = suggested;
  const client = `${lead.firstName} ${lead.lastName}`;
  const choices = (rows: readonly { id: string; name: string }[]) => rows.map(({ id, name }) => ({ value: id, label: name }));
  return {
    title: `${t('convert.title')} · ${client}`,
    client,
    leads: `/o/${org.slug}/leads`,
    card: `/o/${org.slug}/leads/${lead.id}`,
    isOpen: lead.state === 'NEW' || lead.state === 'IN_PROGRESS',
    version: lead.version,
    found: found.map(({ id, name: label, city, matched, value }) => ({ id, label, city, matched, value: matched === 'phone' ? sayPhone(value) : value })),
    newContact: { phone: lead.phone && sayPhone(lead.phone), email: lead.email },
    files: lead.files.length,
    people: choices(people),
    pipelines: choices(pipelines),
    currency: org.currency,
    values: {
      contact: found[0]?.id ?? NEW_CONTACT,
      contactName,
      title,
      amount: amount ?? '',
      currency,
      expectedCloseDay: '',
      ownerId: ownerId ?? '',
      pipelineId: pipelineId ?? '',
      order: '',
      version: String(lead.version),
    },
    budget: lead.budget,
    mayOrder: Boolean(staff.can('orders', 'create')),
  };
}

const FIELD_ERRORS = { owner: { ownerId: ['errors.owner'] }, pipeline: { pipelineId: ['errors.pipeline'] }, contact: { contact: ['errors.contact'] } };

/** Converts the request as the form says. 404, 403, 409 when somebody was faster or it is closed, 422 with messages. */
export async function runConversion(request: Request, leadId: string | undefined, staff: Staff) {
  const lead = await requireConvertible(staff, leadId);
  const submission = parseWithZod(await request.formData(), { schema: conversionSchema });
  if (submission.status !== 'success') return data({ result: submission.reply(), conflict: null }, 422);
  const t = await getFixedT(request, 'deals');
  const done = await convertRequest({ staff, lead, values: submission.value, source: t('convert.source'), now: new Date() });
  if (done.ok) return redirectWithToast(`/o/${staff.org.slug}/deals/${done.dealId}`, { message: t(done.isNewContact ? 'convert.doneNew' : 'convert.done'), tone: 'success' });
  if (done.error === 'notFound' || done.error === 'forbidden') throw data(null, done.error === 'notFound' ? 404 : 403);
  if (done.error === 'owner' || done.error === 'pipeline' || done.error === 'contact') return data({ result: submission.reply({ fieldErrors: FIELD_ERRORS[done.error] }), conflict: null }, 422);
  const state = 'current' in done ? done.current.state : lead.state;
  return data({ result: submission.reply(), conflict: t(`convert.conflict.${state === 'NEW' || state === 'IN_PROGRESS' ? 'changed' : state}`) }, 409);
}

export type Conversion = Awaited<ReturnType<typeof loadConversion>>;
