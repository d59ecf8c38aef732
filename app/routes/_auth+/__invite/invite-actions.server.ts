import { parseWithZod } from '@conform-to/zod/v4';
import { data, redirect, type ActionFunctionArgs } from '@remix-run/node';
import { acceptAsNewPerson, acceptAsUser, findInvitation, type AcceptResult } from '~/domain/accounts/members/accept-invitation.server';
import { getOptionalUser } from '~/domain/accounts/guard.server';
import { joinSchema } from '~/domain/accounts/members/invitation.schema';
import { passwordFault } from '~/domain/accounts/password-rules';
import { signOut, startSession } from '~/domain/accounts/sign-in/sessions.server';
import { addressBlock } from '~/platform/http/address-block';
import { getFixedT, getLanguage } from '~/platform/i18n.server';
import { spendLimit } from '~/platform/rate-limit.server';
import { redirectWithToast } from '~/platform/toast.server';

const intents = { join, accept, switch: switchPerson };

/** One form post of an invitation's page. 400 unknown intent, 409 it is for another person, 422 wrong input; where the link no longer works, the page says why. */
export async function runInviteIntent(args: ActionFunctionArgs) {
  const form = await args.request.formData();
  const name = String(form.get('intent'));
  if (!Object.hasOwn(intents, name)) throw data(null, 400);
  return intents[name as keyof typeof intents](args, form);
}

const pageOf = ({ params }: ActionFunctionArgs) => `/invite/${encodeURIComponent(params.token ?? '')}`;

/** A new person: name and password, then signed in. */
async function join(args: ActionFunctionArgs, form: FormData) {
  const { request, context, params } = args;
  const now = new Date();
  const invitation = await findInvitation(params.token, now);
  if (invitation.state !== 'open') return redirect(pageOf(args), 303);
  const schema = joinSchema.superRefine(({ name, password }, issues) => {
    const fault = passwordFault(password, [name, invitation.email, invitation.organization]);
    if (fault) issues.addIssue({ code: 'custom', path: ['password'], message: `errors.${fault}` });
  });
  const submission = parseWithZod(form, { schema });
  if (submission.status !== 'success') return data({ result: submission.reply({ hideFields: ['password'] }), retryAfter: null }, 422);
  const retryAfter = await spendLimit('register', addressBlock(context.clientAddress));
  if (retryAfter > 0) return data({ result: submission.reply({ hideFields: ['password'] }), retryAfter }, 429);
  const done = await acceptAsNewPerson({ token: params.token ?? '', ...submission.value, language: await getLanguage(request), now });
  const cookie = done.ok ? { 'Set-Cookie': await startSession(request, context, { userId: done.userId, remember: false, method: 'invitation' }) } : undefined;
  return goOn(args, done, invitation.organization, cookie);
}

/** The signed-in person whom the invitation is for. */
async function accept(args: ActionFunctionArgs) {
  const signedIn = await getOptionalUser(args);
  const now = new Date();
  const invitation = await findInvitation(args.params.token, now);
  if (!signedIn || invitation.state !== 'open') return redirect(pageOf(args), 303);
  return goOn(args, await acceptAsUser({ token: args.params.token ?? '', userId: signedIn.user.id, now }), invitation.organization);
}

/** Somebody else is signed in: out, and on with the invitation. */
async function switchPerson(args: ActionFunctionArgs) {
  return redirect(pageOf(args), { status: 303, headers: { 'Set-Cookie': await signOut(args.request, args.context) } });
}

/** Into the organisation; whatever stands in the way, the page itself says best. */
async function goOn(args: ActionFunctionArgs, done: AcceptResult, organization: string, headers?: HeadersInit) {
  if (!done.ok) return redirect(pageOf(args), 303);
  const t = await getFixedT(args.request, 'members');
  return redirectWithToast(`/o/${done.slug}`, { message: t('join.joined', { organization }), tone: 'success' }, headers);
}
