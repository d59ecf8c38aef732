import { isUuid } from '~/domain/leads/lead-filter';
import type { PersonKey } from '~/domain/privacy/find-person.server';

/** Whom the address of the person's page names; null: nobody. */
export function readPersonKey(params: URLSearchParams): PersonKey | null {
  const contacts = [params.get('contact'), ...params.getAll('also')].filter(isUuid);
  const leads = params.getAll('lead').filter(isUuid);
  return contacts.length + leads.length > 0 ? { contactIds: [...new Set(contacts)], leadIds: [...new Set(leads)] } : null;
}
