import type { SubmissionResult } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { data, redirect } from '@remix-run/node';
import type { z } from 'zod';
import type { Staff } from '~/domain/accounts/guard.server';
import { serviceFlagSchema, serviceMoveSchema } from '~/domain/catalog/service.schema';
import { archivePipeline, createPipeline, movePipeline, renamePipeline, type SettingsActor } from '~/domain/deals/change-pipelines.server';
import { archiveStage, createStage, moveStage, updateStage } from '~/domain/deals/change-stages.server';
import { pipelineEditSchema, pipelineSchema, stageArchiveSchema, stageEditSchema, stageSchema } from '~/domain/deals/pipeline.schema';
import { getFixedT } from '~/platform/i18n.server';
import { redirectWithToast } from '~/platform/toast.server';

interface Context {
  request: Request;
  form: FormData;
  actor: SettingsActor;
  page: string;
}

const intents = {
  'pipeline-create': addPipeline,
  'pipeline-rename': rename,
  'pipeline-move': shiftPipeline,
  'pipeline-archive': putAwayPipeline,
  'stage-create': addStage,
  'stage-update': changeStage,
  'stage-move': shiftStage,
  'stage-archive': putAwayStage,
} as const;

/** One form post of the page of pipelines. 400 unknown intent or wrong input, 404 unknown row, 409 stale or refused. */
export async function runPipelineIntent(request: Request, staff: Staff) {
  const form = await request.formData();
  const name = String(form.get('intent'));
  if (!Object.hasOwn(intents, name)) throw data(null, 400);
  const page = new URL(request.url).pathname;
  return intents[name as keyof typeof intents]({ request, form, page, actor: { organizationId: staff.org.id, userId: staff.user.id } });
}

async function addPipeline({ form, ...context }: Context) {
  const submission = parseWithZod(form, { schema: pipelineSchema });
  if (submission.status !== 'success') return data({ target: 'pipeline-new', result: submission.reply() }, 400);
  const done = await createPipeline(context.actor, submission.value.name);
  return done.ok ? succeed(context, 'pipelineCreated', done) : refuse('pipeline-new', done);
}

async function rename({ form, ...context }: Context) {
  const submission = parseWithZod(form, { schema: pipelineEditSchema });
  const target = `pipeline-${String(form.get('id'))}`;
  if (submission.status !== 'success') return data({ target, result: submission.reply() }, 400);
  const done = await renamePipeline(context.actor, submission.value);
  return done.ok ? succeed(context, 'saved', done) : refuse(target, done, submission.reply());
}

async function shiftPipeline({ form, actor, page }: Context) {
  if (!(await movePipeline(actor, parse(form, serviceMoveSchema)))) throw data(null, 404);
  return redirect(page, 303);
}

async function putAwayPipeline({ form, ...context }: Context) {
  const { id, value } = parse(form, serviceFlagSchema);
  const done = await archivePipeline(context.actor, id, value, new Date());
  return done.ok ? succeed(context, value ? 'archived' : 'unarchived', done) : refuse(`pipeline-${id}`, done);
}

async function addStage({ form, ...context }: Context) {
  const submission = parseWithZod(form, { schema: stageSchema });
  const target = `stage-new-${String(form.get('pipelineId'))}`;
  if (submission.status !== 'success') return data({ target, result: submission.reply() }, 400);
  const done = await createStage(context.actor, submission.value);
  return done.ok ? succeed(context, 'stageCreated', done) : refuse(target, done);
}

async function changeStage({ form, ...context }: Context) {
  const submission = parseWithZod(form, { schema: stageEditSchema });
  const target = `stage-${String(form.get('id'))}`;
  if (submission.status !== 'success') return data({ target, result: submission.reply() }, 400);
  const done = await updateStage(context.actor, submission.value);
  return done.ok ? succeed(context, 'saved', done) : refuse(target, done);
}

async function shiftStage({ form, actor, page }: Context) {
  if (!(await moveStage(actor, parse(form, serviceMoveSchema)))) throw data(null, 404);
  return redirect(page, 303);
}

async function putAwayStage({ form, ...context }: Context) {
  const { id, value, moveTo } = parse(form, stageArchiveSchema);
  const done = await archiveStage(context.actor, { id, isArchived: value, moveTo, now: new Date() });
  return done.ok ? succeed(context, done.moved ? 'archivedMoved' : value ? 'archived' : 'unarchived', { ...done, count: done.moved }) : refuse(`stage-${id}`, done);
}

/** Of buttons, whose fields nobody types: what does not fit is a forged post. */
function parse<S extends z.ZodType>(form: FormData, schema: S): z.output<S> {
  const result = schema.safeParse(Object.fromEntries(form));
  if (!result.success) throw data(null, 400);
  return result.data;
}

type Refusal = Exclude<Awaited<ReturnType<typeof renamePipeline>> | Awaited<ReturnType<typeof archiveStage>>, { ok: true }>;


/** Says at the row why nothing was done. A row that is not there is a 404. */
function refuse(target: string, refusal: Refusal, result?: SubmissionResult) {
  if (refusal.error === 'notFound') throw data(null, 404);
  const count = refusal.error === 'hasDeals' ? refusal.count : 0;
  const name = refusal.error === 'stale' ? refusal.current.name : '';
  const version = refusal.error === 'stale' ? refusal.current.version : null;
  return data({ target, result, refusal: { error: refusal.error, count, name, version } }, 409);
}

async function succeed({ request, page }: Omit<Context, 'form'>, key: string, { name, count = 0 }: { name: string; count?: number }) {
  const t = await getFixedT(request, 'pipelines');
  return redirectWithToast(page, { message: t(`toast.${key}`, { name, count }), tone: 'success' });
}
