import { parseWithZod } from '@conform-to/zod/v4';
import { data, redirect } from '@remix-run/node';
import type { z } from 'zod';
import type { Staff } from '~/domain/accounts/guard.server';
import { serviceEditSchema, serviceFlagSchema, serviceMoveSchema, serviceRowSchema, serviceSchema } from '~/domain/catalog/service.schema';
import { createService, deleteService, findService, moveService, switchService, updateService } from '~/domain/catalog/services.server';
import { getFixedT } from '~/platform/i18n.server';
import { redirectWithToast } from '~/platform/toast.server';

interface Context {
  request: Request;
  form: FormData;
  staff: Staff;
  list: string;
}

const intents = {
  create: { action: 'create', run: create },
  update: { action: 'update', run: update },
  offer: { action: 'update', run: offer },
  activate: { action: 'update', run: activate },
  move: { action: 'update', run: move },
  delete: { action: 'delete', run: remove },
} as const;

/** One form post of the services page. 400 for an unknown intent, 403 without the permission, 404 for a foreign service. */
export async function runServiceIntent(request: Request, staff: Staff) {
  const form = await request.formData();
  const name = String(form.get('intent'));
  if (!Object.hasOwn(intents, name)) throw data(null, 400);
  const intent = intents[name as keyof typeof intents];
  if (!staff.can('catalog', intent.action)) throw data(null, 403);
  return intent.run({ request, form, staff, list: `/o/${staff.org.slug}/services` });
}

const by = ({ org, user }: Staff) => ({ organizationId: org.id, userId: user.id });

async function create({ request, form, staff, list }: Context) {
  const submission = parseWithZod(form, { schema: serviceSchema });
  if (submission.status !== 'success') return data({ kind: 'create' as const, result: submission.reply() }, 400);
  await createService(by(staff), submission.value);
  return redirectWithToast(list, await success(request, 'created', submission.value.name));
}

async function update({ request, form, staff, list }: Context) {
  const submission = parseWithZod(form, { schema: serviceEditSchema });
  const id = String(form.get('id'));
  if (submission.status !== 'success') return data({ kind: 'update' as const, id, result: submission.reply(), current: null }, 400);
  const saved = found(await updateService(by(staff), submission.value));
  if (!saved.ok) return data({ kind: 'update' as const, id, result: submission.reply(), current: saved.current }, 409);
  return redirectWithToast(list, await success(request, 'saved'));
}

async function offer({ form, staff, list }: Context) {
  const { id, value } = parse(form, serviceFlagSchema);
  if (!(await switchService(by(staff), id, { offeredOnForm: value }))) throw data(null, 404);
  return redirect(list, 303);
}

async function activate({ request, form, staff, list }: Context) {
  const { id, value } = parse(form, serviceFlagSchema);
  const { name } = found(await findService(staff.db, id));
  await switchService(by(staff), id, { isActive: value });
  return redirectWithToast(list, await success(request, value ? 'activated' : 'deactivated', name));
}

async function move({ form, staff, list }: Context) {
  if (!(await moveService(by(staff), parse(form, serviceMoveSchema)))) throw data(null, 404);
  return redirect(list, 303);
}

async function remove({ request, form, staff, list }: Context) {
  const { id } = parse(form, serviceRowSchema);
  const service = found(await findService(staff.db, id));
  const deleted = found(await deleteService(by(staff), id, new Date()));
  if (!deleted.ok) return data({ kind: 'inUse' as const, id, name: service.name, isActive: service.isActive, leads: deleted.leads }, 409);
  const t = await getFixedT(request, 'common');
  const undo = { action: `/o/${staff.org.slug}/catalog`, label: t('undo'), fields: { intent: 'restore', id, returnTo: list } };
  return redirectWithToast(list, { ...(await success(request, 'deleted', service.name)), undo });
}

/** Of buttons, whose fields nobody types: what does not fit is a forged post. */
function parse<S extends z.ZodType>(form: FormData, schema: S): z.output<S> {
  const result = schema.safeParse(Object.fromEntries(form));
  if (!result.success) throw data(null, 400);
  return result.data;
}

function found<T>(row: T | null): T {
  if (row === null) throw data(null, 404);
  return row;
}

async function success(request: Request, key: string, name = '') {
  const t = await getFixedT(request, 'services');
  return { message: t(`toast.${key}`, { name }), tone: 'success' as const };
}
