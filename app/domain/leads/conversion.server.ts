import type { Staff } from '~/domain/accounts/guard.server';
import { isAssignable, listMemberNames } from '~/domain/accounts/members/members.server';
import { viewerFor } from '~/domain/accounts/reach.server';
import { findItemForLine } from '~/domain/catalog/list-items.server';
import { emptyContact } from '~/domain/contacts/contact-input';
import { findDuplicates } from '~/domain/contacts/duplicates.server';
import { normalizeEmail } from '~/domain/contacts/email';
import { DEAL_LIMITS } from '~/domain/deals/deal-input';
import { activePipelines, listPipelines } from '~/domain/deals/list-pipelines.server';
import { moneyText } from '~/domain/money/money';
import { EMPTY_ORDER } from '~/domain/orders/order-input';
import { lineOf } from '~/domain/orders/order-lines';
import { NEW_CONTACT, type ConversionValues } from './conversion.schema';
import { convertLead, type ConvertResult } from './convert-lead.server';
import { findLead, type LeadDetail } from './lead-detail.server';

type Converter = Pick<Staff, 'db' | 'org' | 'user' | 'can' | 'reach' | 'member'>;

export type Convertible = { ok: true; lead: LeadDetail } | { ok: false; error: 'notFound' | 'forbidden' };

/** The request as one that this person may convert; whether its state still allows it the command knows. */
export async function findConvertible(staff: Converter, leadId: string): Promise<Convertible> {
  const lead = await findLead(staff.db, viewerFor(staff, 'leads'), leadId);
  if (!lead || lead.quarantineReason !== null) return { ok: false, error: 'notFound' };
  const scope = staff.can('leads', 'update');
  const mayCreate = staff.can('deals', 'create') && staff.can('contacts', 'create');
  if (!scope || !mayCreate || (scope === 'own' && lead.assigneeId !== staff.user.id)) return { ok: false, error: 'forbidden' };
  return { ok: true, lead };
}

function waysOf({ phone, email }: LeadDetail) {
  return { phones: phone ? [phone] : [], emails: [normalizeEmail(email)] };
}

/** What a conversion begins with: contacts that seem to be the client, and the deal as far as the request tells it. */
export async function suggestConversion(staff: Converter, lead: LeadDetail) {
  const { db, org, user } = staff;
  const [pipelines, members, found] = await Promise.all([listPipelines(db), listMemberNames(db, 'deals'), findDuplicates(db, viewerFor(staff, 'contacts'), { ...waysOf(lead), inn: null })]);
  const people = members.filter((member) => member.isAssignable).map(({ id, name }) => ({ id, name }));
  const offered = activePipelines(pipelines).map(({ id, name }) => ({ id, name }));
  return {
    found,
    people,
    pipelines: offered,
    contactName: [lead.lastName, lead.firstName, lead.middleName].filter(Boolean).join(' '),
    title: `${lead.service.name}: ${lead.firstName} ${lead.lastName}`.slice(0, DEAL_LIMITS.title),
    amount: lead.budgetAmount && moneyText(lead.budgetAmount),
    currency: org.currency,
    ownerId: [lead.assigneeId, user.id].find((id) => people.some((person) => person.id === id)) ?? null,
    pipelineId: offered[0]?.id ?? null,
  };
}

export interface ConvertRequest {
  staff: Converter;
  lead: LeadDetail;
  values: ConversionValues;
  /** What a new contact says about where it came from. */
  source: string;
  now: Date;
}

/**
 * Converts a request as a person asked for it.
 * @returns besides what `convertLead` does: `owner` and `pipeline` for a choice that is none (any more)
 */
export async function convertRequest({ staff, lead, values, source, now }: ConvertRequest): Promise<ConvertResult | { ok: false; error: 'owner' | 'pipeline' }> {
  const { db, org, user, can, reach } = staff;
  const { contact, contactName, version, order, ...deal } = values;
  if (deal.ownerId && !(await isAssignable(db, deal.ownerId, 'deals'))) return { ok: false, error: 'owner' };
  if (!activePipelines(await listPipelines(db)).some(({ id }) => id === deal.pipelineId)) return { ok: false, error: 'pipeline' };
  const input = emptyContact({ name: contactName ?? '', ...waysOf(lead), notes: lead.businessInfo, source, ownerId: deal.ownerId });
  return convertLead({
    actor: { organizationId: org.id, userId: user.id, scope: can('leads', 'update') || 'own', reach: reach.leads },
    contacts: viewerFor(staff, 'contacts'),
    leadId: lead.id,
    version,
    contact: contact === NEW_CONTACT ? { input } : { id: contact },
    deal: { ...deal, notes: null, tags: [], custom: {} },
    order: order && can('orders', 'create') ? { actor: { role: staff.member.role, timeZone: org.timeZone }, input: await draftOf(staff, lead, deal) } : null,
    now,
  });
}

/** The work as far as the request tells it: what was asked for, as a line of the catalog. */
async function draftOf({ db, org }: Converter, lead: LeadDetail, { amount, currency, ownerId }: { amount: string | null; currency: string; ownerId: string | null }) {
  const item = await findItemForLine(db, org.id, lead.service.id);
  const managerId = ownerId && (await isAssignable(db, ownerId, 'orders')) ? ownerId : null;
  return { ...EMPTY_ORDER, description: lead.comments, managerId, estimate: currency === org.currency ? amount : null, lines: item ? [lineOf(item)] : [] };
}
