import { parseWithZod } from '@conform-to/zod/v4';
import { data, redirect } from '@remix-run/node';
import type { Staff } from '~/domain/accounts/guard.server';
import { serviceFlagSchema, serviceMoveSchema } from '~/domain/catalog/service.schema';
import { archiveLostReason, createLostReason, moveLostReason, renameLostReason } from '~/domain/deals/change-lost-reasons.server';
import type { SettingsActor } from '~/domain/deals/change-pipelines.server';
import { lostReasonEditSchema, lostReasonSchema } from '~/domain/deals/pipeline.schema';
import { getFixedT } from '~/platform/i18n.server';
import { redirectWithToast } from '~/platform/toast.server';

interface Context {
  request: Request;
  form: FormData;
  actor: SettingsActor;
  page: string;
}

const intents = { create, rename, move, archive } as const;

/** One form post of the page of lost reasons. 400 unknown intent or wrong input, 404 unknown reason, 409 a name that is there. */
export async function runReasonIntent(request: Request, staff: Staff) {
  const form = await request.formData();
  const name = String(form.get('intent'));
  if (!Object.hasOwn(intents, name)) throw data(null, 400);
  const page = new URL(request.url).pathname;
  return intents[name as keyof typeof intents]({ request, form, page, actor: { organizationId: staff.org.id, userId: staff.user.id } });
}

async function create({ form, ...context }: Context) {
  const submission = parseWithZod(form, { schema: lostReasonSchema });
  if (submission.status !== 'success') return data({ id: '', result: submission.reply() }, 400);
  const done = await createLostReason(context.actor, submission.value.name);
  if (!done.ok) return data({ id: '', result: submission.reply({ fieldErrors: { name: ['errors.nameTaken'] } }) }, 409);
  return succeed(context, 'reasonCreated', done.name);
}

async function rename({ form, ...context }: Context) {
  const submission = parseWithZod(form, { schema: lostReasonEditSchema });
  const id = String(form.get('id'));
  if (submission.status !== 'success') return data({ id, result: submission.reply() }, 400);
  const done = await renameLostReason(context.actor, submission.value.id, submission.value.name);
  if (done.ok) return succeed(context, 'saved', done.name);
  if (done.error === 'notFound') throw data(null, 404);
  return data({ id, result: submission.reply({ fieldErrors: { name: ['errors.nameTaken'] } }) }, 409);
}

async function move({ form, actor, page }: Context) {
  const input = serviceMoveSchema.safeParse(Object.fromEntries(form));
  if (!input.success) throw data(null, 400);
  if (!(await moveLostReason(actor, input.data))) throw data(null, 404);
  return redirect(page, 303);
}

async function archive({ form, ...context }: Context) {
  const input = serviceFlagSchema.safeParse(Object.fromEntries(form));
  if (!input.success) throw data(null, 400);
  const done = await archiveLostReason(context.actor, input.data.id, input.data.value, new Date());
  if (!done.ok) throw data(null, 404);
  return succeed(context, input.data.value ? 'archived' : 'unarchived', done.name);
}

async function succeed({ request, page }: Omit<Context, 'form'>, key: string, name: string) {
  const t = await getFixedT(request, 'pipelines');
  return redirectWithToast(page, { message: t(`toast.${key}`, { name }), tone: 'success' });
}
