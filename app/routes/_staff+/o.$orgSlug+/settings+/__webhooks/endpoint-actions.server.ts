import type { SubmissionResult } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { data } from '@remix-run/node';
import type { Staff } from '~/domain/accounts/guard.server';
import { isUuid } from '~/domain/leads/lead-filter';
import { replayDelivery, sendPing, type DeliveryRefusal } from '~/domain/webhooks/delivery-commands.server';
import { createEndpoint, deleteEndpoint, rotateSecret, setEndpointActive, updateEndpoint } from '~/domain/webhooks/endpoint-commands.server';
import { webhookEndpointSchema } from '~/domain/webhooks/endpoint.schema';
import { getFixedT } from '~/platform/i18n.server';
import { redirectWithToast } from '~/platform/toast.server';

interface Context {
  request: Request;
  form: FormData;
  staff: Staff;
  id: string;
}

const actorOf = ({ org, user }: Staff) => ({ organizationId: org.id, userId: user.id });

interface FormAnswer {
  /** What is wrong, at its fields. */
  result?: SubmissionResult<string[]>;
  /** Shown once. */
  secret?: string;
  /** As another has saved it meanwhile. */
  conflict?: { url: string; description: string; events: string[]; version: number };
}

function answer(told: FormAnswer, status: number) {
  return data(told, status);
}

/** A new endpoint; its secret is shown on the page that answers. 400 another intent, 409 there are twenty, 422 wrong input. */
export async function runCreateIntent(request: Request, staff: Staff) {
  const form = await request.formData();
  if (form.get('intent') !== 'create') throw data(null, 400);
  const submission = parseWithZod(form, { schema: webhookEndpointSchema });
  if (submission.status !== 'success') return answer({ result: submission.reply() }, 422);
  const made = await createEndpoint(actorOf(staff), submission.value);
  if (made.ok) return answer({ secret: made.secret }, 200);
  return made.error === 'tooMany' ? answer({ result: submission.reply({ formErrors: ['errors.tooMany'] }) }, 409) : answer({ result: submission.reply({ fieldErrors: { url: ['errors.privateAddress'] } }) }, 422);
}

const intents = { save, rotate, pause, resume, delete: remove, ping, replay } as const;

/** One form post of an endpoint's page. 400 unknown intent, 403 without the permission, 404 no such endpoint or delivery, 409 another was faster, 422 wrong input. */
export async function runEndpointIntent(request: Request, id: string | undefined, staff: Staff) {
  const form = await request.formData();
  const name = String(form.get('intent'));
  if (!Object.hasOwn(intents, name)) throw data(null, 400);
  if (!staff.can('webhooks', name === 'delete' ? 'delete' : 'update')) throw data(null, 403);
  if (!isUuid(id)) throw data(null, 404);
  return intents[name as keyof typeof intents]({ request, form, staff, id });
}

async function save({ form, ...context }: Context) {
  const submission = parseWithZod(form, { schema: webhookEndpointSchema });
  if (submission.status !== 'success') return answer({ result: submission.reply() }, 422);
  const version = Number(form.get('version'));
  if (!Number.isInteger(version)) throw data(null, 400);
  const saved = await updateEndpoint(actorOf(context.staff), { id: context.id, version, input: submission.value });
  if (saved.ok) return succeed(context, 'saved');
  if (saved.error === 'notFound') throw data(null, 404);
  if (saved.error === 'privateAddress') return answer({ result: submission.reply({ fieldErrors: { url: ['errors.privateAddress'] } }) }, 422);
  return answer({ result: submission.reply(), conflict: saved.current }, 409);
}

async function rotate({ staff, id }: Context) {
  const rotated = await rotateSecret(actorOf(staff), id);
  if (!rotated.ok) throw data(null, 404);
  return answer({ secret: rotated.secret }, 200);
}

function pause(context: Context) {
  return setActive(context, false);
}

function resume(context: Context) {
  return setActive(context, true);
}

async function setActive(context: Context, isActive: boolean) {
  const done = await setEndpointActive(actorOf(context.staff), { id: context.id, isActive }, new Date());
  if (!done.ok) throw data(null, 404);
  return succeed(context, isActive ? 'resumed' : 'paused');
}

async function remove(context: Context) {
  const done = await deleteEndpoint(actorOf(context.staff), context.id, new Date());
  if (!done.ok) throw data(null, 404);
  return succeed(context, 'deleted', `/o/${context.staff.org.slug}/settings/webhooks`);
}

async function ping(context: Context) {
  return told(context, await sendPing(actorOf(context.staff), context.id, new Date()), 'pinged');
}

async function replay({ form, ...context }: Context) {
  const deliveryId = form.get('deliveryId');
  if (!isUuid(deliveryId)) throw data(null, 404);
  return told(context, await replayDelivery(actorOf(context.staff), deliveryId, new Date()), 'replayed');
}

async function told(context: Omit<Context, 'form'>, done: { ok: true } | DeliveryRefusal, key: string) {
  if (!done.ok && done.error === 'notFound') throw data(null, 404);
  return succeed(context, done.ok ? key : 'isPaused');
}

async function succeed({ request, staff, id }: Omit<Context, 'form'>, key: string, page = `/o/${staff.org.slug}/settings/webhooks/${id}`) {
  const t = await getFixedT(request, 'webhooks');
  return redirectWithToast(page, { message: t(`toast.${key}`), tone: key === 'isPaused' ? 'error' : 'success' });
}
