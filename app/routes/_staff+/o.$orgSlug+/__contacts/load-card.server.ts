import { data } from '@remix-run/node';
import type { Staff } from '~/domain/accounts/guard.server';
import { listMemberNames } from '~/domain/accounts/members/members.server';
import { viewerFor } from '~/domain/accounts/reach.server';
import { isWithinScope } from '~/domain/contacts/contact-command';
import { findContact, type ContactRecord } from '~/domain/contacts/contact-record.server';
import { findDuplicates } from '~/domain/contacts/duplicates.server';
import { listMerges } from '~/domain/contacts/list-merges.server';
import { sayPhone } from '~/domain/contacts/say-phone';
import type { CustomField } from '~/domain/custom-fields/custom-field';
import { listCustomFields } from '~/domain/custom-fields/list-custom-fields.server';
import { listDealsOfContact } from '~/domain/deals/deals-of-contacts.server';
import { listFilesOfContact } from '~/domain/files/files-of-contacts.server';
import { isShownInline } from '~/domain/files/file-types';
import { isUuid } from '~/domain/leads/lead-filter';
import { listLeadsOfContact } from '~/domain/leads/leads-of-contacts.server';
import { formatMoney } from '~/domain/money/money-text';
import { listConsentsOfContact } from '~/domain/privacy/consent-records.server';
import { getFixedT, getLanguage } from '~/platform/i18n.server';
import { formatDateTime, sayTime } from '~/ui/format';
import { presentConsents } from '../__privacy/present-consents.server';
import { loadRelatedOrders } from '../__orders/related-orders.server';
import { loadRelatedTasks } from '../__tasks/related-tasks.server';
import { loadTimeline } from '../__timeline/load-timeline.server';
import { loadContactMoney } from './contact-money.server';
import { sayCustom } from './say-custom';

const RELATED = 10;

/** The contact of the address, or 404. */
export async function findCardContact(staff: Staff, contactId: string | undefined): Promise<ContactRecord> {
  const contact = isUuid(contactId) ? await findContact(staff.db, viewerFor(staff, 'contacts'), contactId) : null;
  if (!contact) throw data(null, 404);
  return contact;
}

/** All that a contact's page shows. */
export async function loadContactCard(request: Request, contactId: string | undefined, staff: Staff) {
  const { db, org, can, user } = staff;
  const contact = await findCardContact(staff, contactId);
  const now = new Date();
  const seesDeals = can('deals', 'read');
  const seesLeads = can('leads', 'read');
  const [t, privacyT, language, fields, members, timeline, tasks, orders, deals, leads, files, merges, suspects, consents] = await Promise.all([
    getFixedT(request, 'contacts'),
    getFixedT(request, 'personal-data'),
    getLanguage(request),
    listCustomFields(db, 'CONTACT'),
    listMemberNames(db, 'contacts'),
    loadTimeline(staff, { contactId: contact.id }, request),
    loadRelatedTasks(staff, { contactId: contact.id }, request),
    loadRelatedOrders(staff, { contactId: contact.id }, request),
    seesDeals ? listDealsOfContact(db, viewerFor(staff, 'deals'), contact.id, RELATED + 1) : [],
    seesLeads ? listLeadsOfContact(db, viewerFor(staff, 'leads'), contact.id, RELATED) : [],
    seesLeads && staff.reach.leads === 'all' ? listFilesOfContact(db, contact.id, RELATED) : [],
    listMerges(db, contact.id),
    findDuplicates(db, viewerFor(staff, 'contacts'), { phones: contact.phones, emails: contact.emails, inn: contact.inn, exceptId: contact.id }),
    seesLeads && staff.reach.leads === 'all' ? listConsentsOfContact(db, contact.id) : [],
  ]);
  const money = await loadContactMoney(staff, contact.id, language);
  const say = (at: Date) => ({ text: sayTime(at, now, language, org.timeZone), exact: formatDateTime(at, language, org.timeZone) });
  const nameOf = (id: string | null) => members.find((member) => member.id === id)?.name ?? null;
  const updates = can('contacts', 'update');
  const base = `/o/${org.slug}`;
  return {
    title: `${contact.name} · ${t('title')}`,
    base,
    search: new URL(request.url).search,
    contact: {
      id: contact.id,
      kind: contact.kind,
      name: contact.name,
      tags: contact.tags,
      owner: nameOf(contact.ownerId),
      phones: contact.phones.map((number) => ({ number, text: sayPhone(number) })),
      emails: contact.emails,
    },
    facts: presentFacts(contact, fields, { language, yes: t('common:yes'), no: t('common:no') }),
    bank: [
      { key: 'inn', value: contact.inn }, { key: 'kpp', value: contact.kpp }, { key: 'bankName', value: contact.bankName }, { key: 'bik', value: contact.bik },
      { key: 'bankAccount', value: contact.bankAccount }, { key: 'correspondentAccount', value: contact.correspondentAccount },
    ].filter((fact): fact is { key: string; value: string } => fact.value !== null),
    made: { by: nameOf(contact.createdById), created: say(contact.createdAt), updated: say(contact.updatedAt) },
    timeline,
    tasks,
    orders,
    money,
    deals: seesDeals
      ? {
          rows: deals.slice(0, RELATED).map(({ id, title, state, amount, currency, stateChangedAt }) => ({ id, title, state, amount: amount && formatMoney(amount, currency, language), since: say(stateChangedAt) })),
          hasMore: deals.length > RELATED,
        }
      : null,
    leads: leads.map(({ createdAt, ...lead }) => ({ ...lead, arrived: say(createdAt) })),
    files: files.map(({ contentType, ...file }) => ({ ...file, isPicture: isShownInline(contentType), url: `${base}/files/${file.id}` })),
    merges: merges.map(({ createdAt, ...merge }) => ({ ...merge, when: say(createdAt) })),
    suspects,
    consents: presentConsents(consents, { t: privacyT, language, timeZone: org.timeZone }),
    rights: {
      personalData: Boolean(can('personalData', 'read')),
      update: Boolean(updates) && isWithinScope({ scope: updates || 'own', userId: user.id }, contact),
      delete: Boolean(can('contacts', 'delete')),
      deal: Boolean(can('deals', 'create')),
    },
  };
}

export type ContactCard = Awaited<ReturnType<typeof loadContactCard>>;

/** What is known about a contact besides the ways to reach it, in the order of its form; empty things are left out. */
function presentFacts(contact: ContactRecord, fields: readonly CustomField[], words: Parameters<typeof sayCustom>[2]) {
  const plain = [
    { key: 'contactPerson', value: contact.contactPerson }, { key: 'city', value: contact.city }, { key: 'address', value: contact.address },
    { key: 'source', value: contact.source }, { key: 'notes', value: contact.notes },
  ].flatMap(({ key, value }) => (value ? [{ key, label: null, value }] : []));
  const custom = fields
    .map((field) => ({ key: `custom.${field.key}`, label: field.label, value: sayCustom(field, contact.custom[field.key], words) }))
    .filter(({ value }) => value !== '');
  return [...plain, ...custom];
}
