import { data } from '@remix-run/node';
import type { Staff } from '~/domain/accounts/guard.server';
import { erasePerson } from '~/domain/privacy/erase-person.server';
import { startExport } from '~/domain/privacy/export-person.server';
import type { PersonKey } from '~/domain/privacy/find-person.server';
import { getFixedT, getLanguage } from '~/platform/i18n.server';
import { redirectWithToast } from '~/platform/toast.server';
import { readPersonKey } from './person-key';

/** Hands over or erases what is held of the person whom the form names; the form's fields are those of the page's address. */
export async function runPersonIntent(request: Request, staff: Staff) {
  const form = await request.formData();
  const names = ['contact', 'also', 'lead'];
  const key = readPersonKey(new URLSearchParams(names.flatMap((name) => form.getAll(name).map((value) => [name, String(value)]))));
  switch (form.get('intent')) {
    case 'export':
      if (!staff.can('personalData', 'create')) throw data(null, 403);
      return exportAll(request, staff, key);
    case 'erase':
      if (!staff.can('personalData', 'delete')) throw data(null, 403);
      return erase(request, staff, key, form);
    default:
      throw data(null, 400);
  }
}

const base = ({ org }: Staff) => `/o/${org.slug}/settings/personal-data`;

async function exportAll(request: Request, staff: Staff, key: PersonKey | null) {
  const locale = await getLanguage(request);
  const runId = key && (await startExport({ organizationId: staff.org.id, userId: staff.user.id, locale, key }));
  if (!runId) throw data(null, 404);
  const t = await getFixedT(request, 'personal-data');
  return redirectWithToast(base(staff), { message: t('person.export.started'), tone: 'success' });
}

async function erase(request: Request, staff: Staff, key: PersonKey | null, form: FormData) {
  if (!key) throw data(null, 404);
  if (form.get('confirm') !== 'on') return data({ error: 'confirm' as const }, 400);
  const result = await erasePerson({
    organizationId: staff.org.id, userId: staff.user.id, locale: await getLanguage(request), key, acceptsUnpaid: form.get('acceptsUnpaid') === 'on', now: new Date(),
  });
  if (result.ok) {
    const t = await getFixedT(request, 'personal-data');
    return redirectWithToast(`${base(staff)}/erasures/${result.erasureId}`, { message: t('person.done'), tone: 'success' });
  }
  if (result.error === 'notFound') throw data(null, 404);
  return data({ error: result.error }, 409);
}
