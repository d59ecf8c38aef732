import type { Staff } from '~/domain/accounts/guard.server';
import { listMemberNames } from '~/domain/accounts/members/members.server';
import { listAttachmentOffers } from '~/domain/catalog/attachment-offers.server';
import { findWorkRules } from '~/domain/organizations/work-rules.server';
import type { EditorOffers } from './editor-types';

/** What every form of an order offers; people who left are offered only where they stand already. */
export async function loadEditorOffers({ db, org, can }: Staff, { managerId, operatorIds }: { managerId: string | null; operatorIds: readonly string[] }, now: Date): Promise<EditorOffers> {
  const [managers, workers, attachments, rules] = await Promise.all([
    listMemberNames(db, 'orders'),
    listMemberNames(db, 'orders', 'carryOut'),
    listAttachmentOffers(db),
    findWorkRules(db),
  ]);
  return {
    ...rules,
    timeZone: org.timeZone,
    currency: org.currency,
    now: now.toISOString(),
    managers: managers.filter(({ id, isAssignable }) => isAssignable || id === managerId).map(({ id, name }) => ({ value: id, label: name })),
    people: workers.filter(({ id, isAssignable }) => isAssignable || operatorIds.includes(id)).map(({ id, name }) => ({ id, name })),
    attachments,
    canSeePay: can('payroll', 'create') === 'all',
    mayCreateContact: Boolean(can('contacts', 'create')),
    ordersUrl: `/o/${org.slug}/orders`,
    contactsUrl: `/o/${org.slug}/contacts`,
    contactOptionsUrl: `/resources/o/${org.slug}/contact-options`,
    optionsUrl: `/resources/o/${org.slug}/catalog-options`,
    availabilityUrl: `/resources/o/${org.slug}/availability`,
  };
}
