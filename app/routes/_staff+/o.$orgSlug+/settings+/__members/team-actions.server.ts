import { parseWithZod } from '@conform-to/zod/v4';
import { data } from '@remix-run/node';
import { z } from 'zod';
import type { Staff } from '~/domain/accounts/guard.server';
import { teamSchema } from '~/domain/accounts/members/team.schema';
import { createTeam, deleteTeam, renameTeam } from '~/domain/accounts/members/teams.server';
import { getFixedT } from '~/platform/i18n.server';
import { redirectWithToast } from '~/platform/toast.server';

interface Context {
  request: Request;
  form: FormData;
  staff: Staff;
}

const intents = { create: save, rename: save, delete: remove };

/** One form post of the teams' page. 400 unknown intent, 404 no such team, 409 the name is taken, 422 wrong input. */
export async function runTeamIntent(request: Request, staff: Staff) {
  const form = await request.formData();
  const name = String(form.get('intent'));
  if (!Object.hasOwn(intents, name)) throw data(null, 400);
  return intents[name as keyof typeof intents]({ request, form, staff });
}

const actorOf = ({ org, user }: Staff) => ({ organizationId: org.id, userId: user.id });

async function save(context: Context) {
  const { form, staff } = context;
  const id = form.get('intent') === 'rename' ? idOf(form) : null;
  const submission = parseWithZod(form, { schema: teamSchema });
  if (submission.status !== 'success') return data({ id: id ?? '', result: submission.reply() }, 422);
  const { name } = submission.value;
  const done = id ? await renameTeam(actorOf(staff), id, name) : await createTeam(actorOf(staff), name);
  if (!done.ok) {
    if (done.error === 'notFound') throw data(null, 404);
    return data({ id: id ?? '', result: submission.reply({ fieldErrors: { name: ['errors.nameTaken'] } }) }, 409);
  }
  return succeed(context, id ? 'renamed' : 'created', done.name);
}

async function remove(context: Context) {
  const done = await deleteTeam(actorOf(context.staff), idOf(context.form));
  if (!done.ok) throw data(null, 404);
  return succeed(context, 'deleted', done.name);
}

async function succeed({ request, staff }: Context, key: string, name: string) {
  const t = await getFixedT(request, 'members');
  return redirectWithToast(`/o/${staff.org.slug}/settings/teams`, { message: t(`teams.${key}`, { name }), tone: 'success' });
}

function idOf(form: FormData): string {
  const id = z.guid().safeParse(form.get('id'));
  if (!id.success) throw data(null, 404);
  return id.data;
}
