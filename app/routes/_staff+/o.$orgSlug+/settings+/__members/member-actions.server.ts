import { parseWithZod } from '@conform-to/zod/v4';
import { data } from '@remix-run/node';
import { z } from 'zod';
import { changeMember } from '~/domain/accounts/members/change-member.server';
import type { Staff } from '~/domain/accounts/guard.server';
import { memberSchema, removalSchema } from '~/domain/accounts/members/invitation.schema';
import type { MemberRefused } from '~/domain/accounts/members/member-command';
import { removeMember } from '~/domain/accounts/members/remove-member.server';
import { resetFactors as dropFactors } from '~/domain/accounts/factors/reset-factors.server';
import { savePayTerms } from '~/domain/payroll/pay-terms.server';
import { payTermsSchema } from '~/domain/payroll/pay.schema';
import { getFixedT } from '~/platform/i18n.server';
import { redirectWithToast } from '~/platform/toast.server';

interface Context {
  request: Request;
  form: FormData;
  staff: Staff;
  userId: string;
  list: string;
}

const intents = { change, remove, terms, resetFactors };

/** One form post of a member's page. 400 unknown intent, 403 not allowed, 404 nobody here, 409 the last owner or somebody was faster, 422 wrong input. */
export async function runMemberIntent(request: Request, userId: string | undefined, staff: Staff) {
  const form = await request.formData();
  const name = String(form.get('intent'));
  if (!Object.hasOwn(intents, name)) throw data(null, 400);
  // everybody may leave; all else takes the right to change members
  const isLeaving = name === 'remove' && userId === staff.user.id;
  const isAllowed = name === 'terms' ? staff.can('payroll', 'update') === 'all' : staff.can('members', name === 'remove' ? 'delete' : 'update');
  if (!isLeaving && !isAllowed) throw data(null, 403);
  const id = z.guid().safeParse(userId);
  if (!id.success) throw data(null, 404);
  return intents[name as keyof typeof intents]({ request, form, staff, userId: id.data, list: `/o/${staff.org.slug}/settings/members` });
}

const actorOf = ({ org, user }: Staff) => ({ organizationId: org.id, userId: user.id });

async function change({ request, form, staff, userId, list }: Context) {
  const submission = parseWithZod(form, { schema: memberSchema });
  if (submission.status !== 'success') return data({ kind: 'change' as const, result: submission.reply(), current: null }, 422);
  const { role, teamId, seenRole, seenTeamId } = submission.value;
  const done = await changeMember({ actor: actorOf(staff), userId, role, teamId, seen: { role: seenRole, teamId: seenTeamId } });
  if (!done.ok) {
    if (done.error === 'stale') return data({ kind: 'change' as const, result: submission.reply(), current: done.current }, 409);
    if (done.error === 'unknownTeam') return data({ kind: 'change' as const, result: submission.reply({ fieldErrors: { teamId: ['errors.unknownTeam'] } }), current: null }, 422);
    return refuse(done);
  }
  const t = await getFixedT(request, 'members');
  return redirectWithToast(`${list}/${userId}`, { message: t('member.saved', { name: done.name }), tone: 'success' });
}

async function terms({ request, form, staff, userId, list }: Context) {
  const submission = parseWithZod(form, { schema: payTermsSchema });
  if (submission.status !== 'success') return data({ kind: 'terms' as const, result: submission.reply() }, 422);
  const isSaved = await savePayTerms({ organizationId: staff.org.id, actorId: staff.user.id, userId, terms: submission.value });
  if (!isSaved) throw data(null, 404);
  const t = await getFixedT(request, 'money');
  return redirectWithToast(`${list}/${userId}`, { message: t('terms.saved'), tone: 'success' });
}

async function remove({ request, form, staff, userId, list }: Context) {
  const submission = parseWithZod(form, { schema: removalSchema });
  if (submission.status !== 'success') return data({ kind: 'remove' as const, result: submission.reply() }, 422);
  const done = await removeMember({ actor: actorOf(staff), userId, handOverTo: submission.value.handOverTo, now: new Date() });
  if (!done.ok) {
    if (done.error === 'notAssignable') return data({ kind: 'remove' as const, result: submission.reply({ fieldErrors: { handOverTo: ['errors.notAssignable'] } }) }, 422);
    return refuse(done);
  }
  const t = await getFixedT(request, 'members');
  if (userId === staff.user.id) return redirectWithToast('/organizations', { message: t('leave.done', { organization: staff.org.name }), tone: 'success' });
  return redirectWithToast(list, { message: t('remove.done', { name: done.name }), tone: 'success' });
}

async function resetFactors({ request, staff, userId, list }: Context) {
  const done = await dropFactors({ actor: actorOf(staff), userId, now: new Date() });
  if (!done.ok && done.error === 'worksElsewhere') return data({ kind: 'factors' as const, error: done.error }, 409);
  if (!done.ok) throw data(null, done.error === 'notFound' ? 404 : 403);
  const t = await getFixedT(request, 'security');
  return redirectWithToast(`${list}/${userId}`, { message: t('member.done', { name: done.name }), tone: 'success' });
}

/** 404 and 403 as pages; the last owner as an answer that says so. */
function refuse({ error }: MemberRefused) {
  if (error === 'notFound') throw data(null, 404);
  if (error === 'lastOwner') return data({ kind: 'refused' as const, error }, 409);
  throw data(null, 403);
}
