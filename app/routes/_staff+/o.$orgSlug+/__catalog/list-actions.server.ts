import { data } from '@remix-run/node';
import type { Staff } from '~/domain/accounts/guard.server';
import { itemSearchParams, parseItemFilter } from '~/domain/catalog/item-filter';
import { restoreItem } from '~/domain/catalog/remove-item.server';
import { activeFields } from '~/domain/custom-fields/custom-field';
import { listCustomFields } from '~/domain/custom-fields/list-custom-fields.server';
import { isUuid } from '~/domain/leads/lead-filter';
import { safeRedirect } from '~/platform/http/safe-redirect';
import { getFixedT } from '~/platform/i18n.server';
import { redirectWithToast } from '~/platform/toast.server';

/** The list's address in its short form: what a saved view remembers. */
export async function canonicalItemSearch(params: URLSearchParams, staff: Staff): Promise<string> {
  return itemSearchParams(parseItemFilter(params, activeFields(await listCustomFields(staff.db, 'ITEM')))).toString();
}

/** One form post of the list: the way back of a deletion. 400 for an unknown intent, 403 without the permission. */
export async function runItemListIntent(request: Request, staff: Staff) {
  const form = await request.formData();
  if (form.get('intent') !== 'restore') throw data(null, 400);
  if (!staff.can('catalog', 'delete')) throw data(null, 403);
  const id = form.get('id');
  const t = await getFixedT(request, 'catalog');
  const item = isUuid(id) ? await restoreItem({ organizationId: staff.org.id, userId: staff.user.id }, id, new Date()) : null;
  const list = `/o/${staff.org.slug}/catalog`;
  const back = safeRedirect(form.get('returnTo'), list);
  return redirectWithToast(item ? back : list, item ? { message: t('toast.restored', { name: item.name }), tone: 'success' } : { message: t('toast.gone'), tone: 'info' });
}
