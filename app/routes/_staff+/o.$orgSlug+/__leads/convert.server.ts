import { parseWithZod } from '@conform-to/zod/v4';
import { data } from '@remix-run/node';
import { z } from 'zod';
import type { Staff } from '~/domain/accounts/guard.server';
import type { Scope } from '~/domain/accounts/permissions';
import { isAssignable, listMemberNames } from '~/domain/accounts/members.server';
import { viewerFor } from '~/domain/accounts/reach.server';
import { findItemForLine } from '~/domain/catalog/list-items.server';
import { CONTACT_LIMITS, emptyContact } from '~/domain/contacts/contact-input';
import { findDuplicates } from '~/domain/contacts/duplicates.server';
import { normalizeEmail } from '~/domain/contacts/email';
import { sayPhone } from '~/domain/contacts/say-phone';
import { dealSchema } from '~/domain/deals/deal.schema';
import { DEAL_LIMITS } from '~/domain/deals/deal-input';
import { activePipelines, listPipelines } from '~/domain/deals/list-pipelines.server';
import { cleanLine } from '~/domain/leads/clean-text';
import { convertLead } from '~/domain/leads/convert-lead.server';
import { findLead, type LeadDetail } from '~/domain/leads/lead-detail.server';
import { isUuid } from '~/domain/leads/lead-filter';
import { moneyText } from '~/domain/money/money';
import { EMPTY_ORDER } from '~/domain/orders/order-input';
import { lineOf } from '~/domain/orders/order-lines';
import { getFixedT } from '~/platform/i18n.server';
import { redirectWithToast } from '~/platform/toast.server';

const NEW_CONTACT = 'new';

const schema = dealSchema([])
  .omit({ contactId: true, tags: true, notes: true, custom: true })
  .extend({
    contact: z.union([z.literal(NEW_CONTACT), z.uuid()], { error: 'errors.choice' }),
    contactName: z.string().transform(cleanLine).pipe(z.string().max(CONTACT_LIMITS.name, 'errors.tooLong')).optional(),
    order: z.literal('on').optional(),
    version: z.coerce.number<string>({ error: 'errors.choice' }).int().min(1),
  })
  .superRefine(({ contact, contactName }, context) => {
    if (contact === NEW_CONTACT && !contactName) context.addIssue({ code: 'custom', message: 'errors.required', path: ['contactName'] });
  });

export type ConvertForm = z.input<typeof schema>;

/** The request of the address, as somebody may convert it. Throws 404; 403 when it is somebody else's. */
async function findConvertible(staff: Staff & { scope: Scope }, leadId: string | undefined): Promise<LeadDetail> {
  const lead = isUuid(leadId) ? await findLead(staff.db, viewerFor(staff, 'leads'), leadId) : null;
  if (!lead || lead.quarantineReason !== null) throw data(null, 404);
  const mayCreate = staff.can('deals', 'create') && staff.can('contacts', 'create');
  if (!mayCreate || (staff.scope === 'own' && lead.assigneeId !== staff.user.id)) throw data(null, 403);
  return lead;
}

function waysOf({ phone, email }: LeadDetail) {
  return { phones: phone ? [phone] : [], emails: [normalizeEmail(email)] };
}

/** What the page of a conversion offers: contacts that seem to be the client, a new one, and the deal as far as the request tells it. */
export async function loadConversion(request: Request, leadId: string | undefined, staff: Staff & { scope: Scope }) {
  const { db, org, user } = staff;
  const lead = await findConvertible(staff, leadId);
  const [t, pipelines, members, found] = await Promise.all([
    getFixedT(request, 'deals'),
    listPipelines(db),
    listMemberNames(db, 'deals'),
    findDuplicates(db, viewerFor(staff, 'contacts'), { ...waysOf(lead), inn: null }),
  ]);
  const people = members.filter(({ isAssignable }) => isAssignable).map(({ id, name }) => ({ value: id, label: name }));
  const owner = [lead.assigneeId, user.id].find((id) => people.some(({ value }) => value === id)) ?? '';
  const offered = activePipelines(pipelines).map(({ id, name }) => ({ value: id, label: name }));
  const client = `${lead.firstName} ${lead.lastName}`;
  const name = [lead.lastName, lead.firstName, lead.middleName].filter(Boolean).join(' ');
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
    people,
    pipelines: offered,
    currency: org.currency,
    values: {
      contact: found[0]?.id ?? NEW_CONTACT,
      contactName: name,
      title: `${lead.service.name}: ${client}`.slice(0, DEAL_LIMITS.title),
      amount: lead.budgetAmount ? moneyText(lead.budgetAmount) : '',
      currency: org.currency,
      expectedCloseDay: '',
      ownerId: owner,
      pipelineId: offered[0]?.value ?? '',
      order: '',
      version: String(lead.version),
    },
    budget: lead.budget,
    mayOrder: Boolean(staff.can('orders', 'create')),
  };
}

/** Converts the request as the form says. 404, 403, 409 when somebody was faster or it is closed, 422 with messages. */
export async function runConversion(request: Request, leadId: string | undefined, staff: Staff & { scope: Scope }) {
  const { org, user, scope, reach } = staff;
  const lead = await findConvertible(staff, leadId);
  const submission = parseWithZod(await request.formData(), { schema });
  if (submission.status !== 'success') return data({ result: submission.reply(), conflict: null }, 422);
  const { contact, contactName, version, order, ...deal } = submission.value;
  const people = await listMemberNames(staff.db, 'deals');
  if (deal.ownerId && !people.some(({ id, isAssignable }) => isAssignable && id === deal.ownerId)) return data({ result: submission.reply({ fieldErrors: { ownerId: ['errors.owner'] } }), conflict: null }, 422);
  if (!activePipelines(await listPipelines(staff.db)).some(({ id }) => id === deal.pipelineId)) return data({ result: submission.reply({ fieldErrors: { pipelineId: ['errors.pipeline'] } }), conflict: null }, 422);
  const t = await getFixedT(request, 'deals');
  const input = emptyContact({ name: contactName ?? '', ...waysOf(lead), notes: lead.businessInfo, source: t('convert.source'), ownerId: deal.ownerId });
  const done = await convertLead({
    actor: { organizationId: org.id, userId: user.id, scope, reach: reach.leads },
    contacts: viewerFor(staff, 'contacts'),
    leadId: lead.id,
    version,
    contact: contact === NEW_CONTACT ? { input } : { id: contact },
    deal: { ...deal, notes: null, tags: [], custom: {} },
    order: order && staff.can('orders', 'create') ? { actor: { role: staff.member.role, timeZone: org.timeZone }, input: await draftOf(staff, lead, deal) } : null,
    now: new Date(),
  });
  if (done.ok) return redirectWithToast(`/o/${org.slug}/deals/${done.dealId}`, { message: t(done.isNewContact ? 'convert.doneNew' : 'convert.done'), tone: 'success' });
  if (done.error === 'notFound' || done.error === 'forbidden') throw data(null, done.error === 'notFound' ? 404 : 403);
  if (done.error === 'contact') return data({ result: submission.reply({ fieldErrors: { contact: ['errors.contact'] } }), conflict: null }, 422);
  const state = 'current' in done ? done.current.state : lead.state;
  return data({ result: submission.reply(), conflict: t(`convert.conflict.${state === 'NEW' || state === 'IN_PROGRESS' ? 'changed' : state}`) }, 409);
}

/** The work as far as the request tells it: what was asked for, as a line of the catalog. */
async function draftOf({ db, org }: Staff, lead: LeadDetail, { amount, currency, ownerId }: { amount: string | null; currency: string; ownerId: string | null }) {
  const item = await findItemForLine(db, org.id, lead.service.id);
  const managerId = ownerId && (await isAssignable(db, ownerId, 'orders')) ? ownerId : null;
  return { ...EMPTY_ORDER, description: lead.comments, managerId, estimate: currency === org.currency ? amount : null, lines: item ? [lineOf(item)] : [] };
}

export type Conversion = Awaited<ReturnType<typeof loadConversion>>;
