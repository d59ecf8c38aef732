import { data } from '@remix-run/node';
import type { Staff } from '~/domain/accounts/guard.server';
import { isUuid } from '~/domain/leads/lead-filter';
import { parseTrashKind, type TrashKind } from '~/domain/trash/trash';
import { purgeFromTrash, restoreFromTrash } from '~/domain/trash/trash.server';
import { getFixedT } from '~/platform/i18n.server';
import { redirectWithToast } from '~/platform/toast.server';

interface Target {
  request: Request;
  staff: Staff;
  kind: TrashKind;
  id: string;
  label: string;
}

/** Restores a record or erases it: 400 for an unknown intent, 403 without the permission, 404 for what is not in the trash, 409 while others hold it. */
export async function runTrashIntent(request: Request, staff: Staff) {
  const form = await request.formData();
  const [intent, kind, id] = [form.get('intent'), parseTrashKind(form.get('kind')), form.get('id')];
  if ((intent !== 'restore' && intent !== 'purge') || !kind) throw data(null, 400);
  if (!isUuid(id)) throw data(null, 404);
  if (!staff.can('trash', intent === 'restore' ? 'update' : 'delete')) throw data(null, 403);
  const target = { request, staff, kind, id, label: String(form.get('label') ?? '').slice(0, 300) };
  return intent === 'restore' ? restore(target) : purge(target);
}

const actorOf = ({ org, user }: Staff) => ({ organizationId: org.id, userId: user.id, timeZone: org.timeZone });

async function restore({ request, staff, kind, id, label }: Target) {
  const restored = await restoreFromTrash(actorOf(staff), { kind, id, now: new Date() });
  if (!restored.ok) return refuse(restored.error, label);
  const t = await getFixedT(request, 'trash');
  return redirectWithToast(back(staff, kind), { message: t('restored', { name: label }), tone: 'success' });
}

async function purge({ request, staff, kind, id, label }: Target) {
  const purged = await purgeFromTrash(actorOf(staff), { kind, id });
  if (!purged.ok) return refuse(purged.error, label);
  const t = await getFixedT(request, 'trash');
  return redirectWithToast(back(staff, kind), { message: t('purged', { name: label }), tone: 'success' });
}

const back = ({ org }: Staff, kind: TrashKind) => `/o/${org.slug}/settings/trash?kind=${kind}`;

function refuse(error: 'notFound' | 'contactDeleted' | 'hasDeals' | 'hasOrders' | 'hasMoney' | 'inUse', name: string) {
  if (error === 'notFound') throw data(null, 404);
  return data({ error, name }, 409);
}
