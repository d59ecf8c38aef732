import { parseWithZod } from '@conform-to/zod/v4';
import { data, redirect } from '@remix-run/node';
import type { z } from 'zod';
import type { Staff } from '~/domain/accounts/guard.server';
import { serviceFlagSchema, serviceMoveSchema } from '~/domain/catalog/service.schema';
import { archiveCustomField, createCustomField, moveCustomField, updateCustomField } from '~/domain/custom-fields/change-custom-fields.server';
import { customFieldEditSchema, customFieldSchema } from '~/domain/custom-fields/custom-field.schema';
import { getFixedT } from '~/platform/i18n.server';
import { redirectWithToast } from '~/platform/toast.server';
import { ENTITY_PARAM, readEntity } from './entity';

interface Context {
  request: Request;
  form: FormData;
  actor: { organizationId: string; userId: string };
  /** The page of this entity's fields. */
  page: string;
}

const intents = { create, update, move, archive } as const;

/** One form post of the page of custom fields. 400 unknown intent or wrong input, 404 unknown field, 409 stale. */
export async function runFieldIntent(request: Request, staff: Staff) {
  const form = await request.formData();
  const name = String(form.get('intent'));
  if (!Object.hasOwn(intents, name)) throw data(null, 400);
  const url = new URL(request.url);
  const entity = ENTITY_PARAM[readEntity(url.searchParams)];
  const page = `${url.pathname}${entity ? `?for=${entity}` : ''}`;
  return intents[name as keyof typeof intents]({ request, form, page, actor: { organizationId: staff.org.id, userId: staff.user.id } });
}

async function create({ request, form, actor, page }: Context) {
  const submission = parseWithZod(form, { schema: customFieldSchema });
  if (submission.status !== 'success') return data({ kind: 'create' as const, result: submission.reply() }, 400);
  const made = await createCustomField(actor, submission.value);
  return made.ok ? succeed(request, page, 'created', submission.value.label) : data({ kind: 'tooMany' as const }, 409);
}

async function update({ request, form, actor, page }: Context) {
  const submission = parseWithZod(form, { schema: customFieldEditSchema });
  const id = String(form.get('id'));
  if (submission.status !== 'success') return data({ kind: 'update' as const, id, result: submission.reply(), current: null }, 400);
  const done = await updateCustomField(actor, submission.value);
  if (done.ok) return succeed(request, page, 'saved', submission.value.label);
  if (done.error === 'notFound') throw data(null, 404);
  if (done.error === 'stale') return data({ kind: 'update' as const, id, result: submission.reply(), current: done.current }, 409);
  return data({ kind: 'update' as const, id, result: submission.reply({ fieldErrors: { options: ['errors.noOptions'] } }), current: null }, 400);
}

async function move({ request, form, actor, page }: Context) {
  const entity = readEntity(new URL(request.url).searchParams);
  if (!(await moveCustomField(actor, entity, parse(form, serviceMoveSchema)))) throw data(null, 404);
  return redirect(page, 303);
}

async function archive({ request, form, actor, page }: Context) {
  const { id, value } = parse(form, serviceFlagSchema);
  const done = await archiveCustomField(actor, id, value, new Date());
  if (!done.ok) throw data(null, 404);
  return succeed(request, page, value ? 'archived' : 'unarchived');
}

/** Of buttons, whose fields nobody types: what does not fit is a forged post. */
function parse<S extends z.ZodType>(form: FormData, schema: S): z.output<S> {
  const result = schema.safeParse(Object.fromEntries(form));
  if (!result.success) throw data(null, 400);
  return result.data;
}

async function succeed(request: Request, page: string, key: string, label = '') {
  const t = await getFixedT(request, 'fields');
  return redirectWithToast(page, { message: t(`toast.${key}`, { label }), tone: 'success' });
}
