import { data } from '@remix-run/node';
import type { Staff } from '~/domain/accounts/guard.server';
import { parseContactFilter } from '~/domain/contacts/contact-filter';
import { restoreContact } from '~/domain/contacts/remove-contact.server';
import { activeFields } from '~/domain/custom-fields/custom-field';
import { listCustomFields } from '~/domain/custom-fields/list-custom-fields.server';
import { isUuid } from '~/domain/leads/lead-filter';
import { safeRedirect } from '~/platform/http/safe-redirect';
import { getFixedT } from '~/platform/i18n.server';
import { redirectWithToast } from '~/platform/toast.server';
import { columnsParam, parseColumns } from '~/ui/list/columns';
import { isBulkIntent, runBulkIntent } from '../__bulk/run-bulk-intent.server';
import { CONTACT_COLUMNS, USUAL_COLUMNS } from './contact-columns';
import { contactListSearch } from './describe-contacts.server';

/** The list's address in its short form: what a saved view remembers. */
export async function canonicalContactSearch(params: URLSearchParams, staff: Staff): Promise<string> {
  const fields = activeFields(await listCustomFields(staff.db, 'CONTACT'));
  const known = [...CONTACT_COLUMNS, ...fields.map(({ key }) => `cf.${key}`)];
  return contactListSearch(parseContactFilter(params, fields), columnsParam(parseColumns(params, known, USUAL_COLUMNS), USUAL_COLUMNS));
}

/** One form post of the list. 400 for an unknown intent, 403 without the permission. */
export async function runContactListIntent(request: Request, staff: Staff) {
  const form = await request.formData();
  if (isBulkIntent(form)) return runBulkIntent(request, form, staff, 'contacts');
  if (form.get('intent') !== 'restore') throw data(null, 400);
  if (!staff.can('contacts', 'delete')) throw data(null, 403);
  const id = form.get('id');
  const t = await getFixedT(request, 'contacts');
  const contact = isUuid(id) ? await restoreContact({ organizationId: staff.org.id, userId: staff.user.id }, id) : null;
  const list = `/o/${staff.org.slug}/contacts`;
  const back = safeRedirect(form.get('returnTo'), list);
  return redirectWithToast(contact ? back : list, contact ? { message: t('toast.restored', { name: contact.name }), tone: 'success' } : { message: t('toast.gone'), tone: 'info' });
}
