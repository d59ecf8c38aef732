import { parseWithZod } from '@conform-to/zod/v4';
import { data } from '@remix-run/node';
import { z } from 'zod';
import type { Staff } from '~/domain/accounts/guard.server';
import { invitationSchema } from '~/domain/accounts/members/invitation.schema';
import { createInvitation, resendInvitation, revokeInvitation } from '~/domain/accounts/members/invitations.server';
import { env } from '~/platform/env.server';
import { getFixedT, getLanguage } from '~/platform/i18n.server';
import { redirectWithToast } from '~/platform/toast.server';

interface Context {
  request: Request;
  form: FormData;
  staff: Staff;
  page: string;
}

const intents = { invite, resend, revoke };

/** One form post of the members' page. 400 unknown intent, 403 a role out of reach, 404 no such invitation, 409 it is answered by others, 422 wrong input. */
export async function runMembersIntent(request: Request, staff: Staff) {
  const form = await request.formData();
  const name = String(form.get('intent'));
  if (!Object.hasOwn(intents, name)) throw data(null, 400);
  return intents[name as keyof typeof intents]({ request, form, staff, page: `/o/${staff.org.slug}/settings/members` });
}

const actorOf = ({ org, user }: Staff) => ({ organizationId: org.id, userId: user.id });

async function invite({ request, form, staff, page }: Context) {
  const submission = parseWithZod(form, { schema: invitationSchema });
  if (submission.status !== 'success') return data({ kind: 'invite' as const, result: submission.reply() }, 422);
  const sent = await createInvitation({ actor: actorOf(staff), language: await getLanguage(request), now: new Date(), ...submission.value });
  if (!sent.ok) {
    if (sent.error === 'forbidden') throw data(null, 403);
    const field = sent.error === 'unknownTeam' ? 'teamId' : 'email';
    return data({ kind: 'invite' as const, result: submission.reply({ fieldErrors: { [field]: [`errors.${sent.error}`] } }) }, sent.error === 'unknownTeam' ? 422 : 409);
  }
  if (!sent.isMailed) return showLink(request, { ...sent, isAgain: false });
  const t = await getFixedT(request, 'members');
  return redirectWithToast(page, { message: t('invite.sent', { email: sent.email }), tone: 'success' });
}

async function resend({ request, form, staff, page }: Context) {
  const sent = await resendInvitation({ actor: actorOf(staff), language: await getLanguage(request), now: new Date(), id: idOf(form) });
  if (!sent.ok) return refuse(request, sent.error, page);
  if (!sent.isMailed) return showLink(request, { ...sent, isAgain: true });
  const t = await getFixedT(request, 'members');
  return redirectWithToast(page, { message: t('invite.resent', { email: sent.email }), tone: 'success' });
}

async function revoke({ request, form, staff, page }: Context) {
  const done = await revokeInvitation({ actor: actorOf(staff), now: new Date(), id: idOf(form) });
  if (!done.ok) return refuse(request, done.error, page);
  const t = await getFixedT(request, 'members');
  return redirectWithToast(page, { message: t('invite.revoked', { email: done.email }), tone: 'success' });
}

/** The one answer that holds the link. No redirect: a secret travels in no address and no cookie. */
function showLink(request: Request, { email, path, isAgain }: { email: string; path: string; isAgain: boolean }) {
  // shown to who asked, so their own address of the site is right where none is configured
  const origin = env().APP_URL?.replace(/\/$/, '') ?? new URL(request.url).origin;
  return data({ kind: 'link' as const, email, link: origin + path, isAgain }, { status: 201, headers: { 'Cache-Control': 'no-store' } });
}

function idOf(form: FormData): string {
  const id = z.guid().safeParse(form.get('id'));
  if (!id.success) throw data(null, 404);
  return id.data;
}

/** Of an invitation that was answered a moment ago the list, which no longer shows it, says enough. */
async function refuse(request: Request, error: 'notFound' | 'forbidden', page: string) {
  if (error === 'forbidden') throw data(null, 403);
  const t = await getFixedT(request, 'members');
  return redirectWithToast(page, { message: t('invite.gone'), tone: 'info' });
}
