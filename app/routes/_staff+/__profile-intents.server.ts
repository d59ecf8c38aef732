import type { SubmissionResult } from '@conform-to/react';
import { parseWithZod } from '@conform-to/zod/v4';
import { data, type ActionFunctionArgs } from '@remix-run/node';
import { z } from 'zod';
import type { SignedIn } from '~/domain/accounts/guard.server';
import { NOTICES } from '~/domain/accounts/notices';
import { setNotices } from '~/domain/accounts/members.server';
import { passwordFault } from '~/domain/accounts/password-rules';
import { detailsSchema, passwordChangeSchema } from '~/domain/accounts/profile.schema';
import { changePassword, updateDetails } from '~/domain/accounts/profile.server';
import { endOtherSignIns, revokeSession } from '~/domain/accounts/sessions.server';
import { SignInRefused } from '~/domain/accounts/sign-in.server';
import { revokeFamily } from '~/domain/accounts/token-families.server';
import { getFixedT, languageCookie } from '~/platform/i18n.server';
import { redirectWithToast } from '~/platform/toast.server';

/** What the profile page shows after input that was not taken. */
export interface ProfileAnswer {
  intent: 'details' | 'password';
  result: SubmissionResult<string[]>;
  /** Of a password that was not taken: seconds to wait, 0 when it was merely wrong. */
  retryAfter: number | null;
}

type Refusal = ReturnType<typeof refuse>;
type Intent = (form: FormData, signedIn: SignedIn, args: ActionFunctionArgs) => Promise<Response | Refusal>;

const page = '/profile';

function refuse(answer: ProfileAnswer, status = 400, headers?: HeadersInit) {
  return data(answer, { status, headers });
}

const saveDetails: Intent = async (form, { user }) => {
  const submission = parseWithZod(form, { schema: detailsSchema });
  if (submission.status !== 'success') return refuse({ intent: 'details', result: submission.reply(), retryAfter: null });
  const done = await updateDetails(user.id, submission.value);
  if (!done.ok) return refuse({ intent: 'details', result: submission.reply({ fieldErrors: { phone: [`errors.${done.error}`] } }), retryAfter: null }, 409);
  const { language } = submission.value;
  const t = await getFixedT(language, 'profile');
  const headers = { 'Set-Cookie': await languageCookie.serialize(language) };
  return redirectWithToast(page, { message: t('details.saved'), tone: 'success' }, headers);
};

const savePassword: Intent = async (form, { user, sessionId }, { request, context }) => {
  const schema = passwordChangeSchema.superRefine(({ newPassword }, issues) => {
    const fault = passwordFault(newPassword, [user.name, user.email]);
    if (fault) issues.addIssue({ code: 'custom', path: ['newPassword'], message: `errors.${fault}` });
  });
  const submission = parseWithZod(form, { schema });
  const reply = () => submission.reply({ hideFields: ['currentPassword', 'newPassword'] });
  if (submission.status !== 'success') return refuse({ intent: 'password', result: reply(), retryAfter: null });
  try {
    await changePassword({ userId: user.id, kept: { sessionId }, email: user.email, address: context.clientAddress }, submission.value);
  } catch (error) {
    if (!(error instanceof SignInRefused)) throw error;
    const { retryAfter } = error;
    const answer: ProfileAnswer = { intent: 'password', result: reply(), retryAfter };
    return retryAfter > 0 ? refuse(answer, 429, { 'Retry-After': String(retryAfter) }) : refuse(answer);
  }
  const t = await getFixedT(request, 'profile');
  return redirectWithToast(page, { message: t('password.saved'), tone: 'success' });
};

const saveNotices: Intent = async (form, { user }, { request }) => {
  const chosen = z.record(z.enum(NOTICES), z.array(z.guid())).safeParse(Object.fromEntries(NOTICES.map((notice) => [notice, form.getAll(notice)])));
  if (!chosen.success) throw data(null, { status: 400 });
  await setNotices(user.id, chosen.data);
  const t = await getFixedT(request, 'profile');
  return redirectWithToast(page, { message: t('notices.saved'), tone: 'success' });
};

const endOne: Intent = async (form, { user }, { request }) => {
  const chosen = z.guid().safeParse(form.get('sessionId'));
  if (!chosen.success) throw data(null, { status: 400 });
  await revokeSession(user.id, chosen.data);
  const t = await getFixedT(request, 'profile');
  return redirectWithToast(page, { message: t('sessions.revoked'), tone: 'success' });
};

const endProgram: Intent = async (form, { user }, { request }) => {
  const chosen = z.guid().safeParse(form.get('familyId'));
  if (!chosen.success) throw data(null, { status: 400 });
  await revokeFamily({ userId: user.id, familyId: chosen.data, now: new Date() });
  const t = await getFixedT(request, 'profile');
  return redirectWithToast(page, { message: t('programs.revoked'), tone: 'success' });
};

const endOthers: Intent = async (_form, { user, sessionId }, { request }) => {
  const count = await endOtherSignIns(user.id, { sessionId });
  const t = await getFixedT(request, 'profile');
  return redirectWithToast(page, { message: t('sessions.revokedOthers', { count }), tone: 'success' });
};

/** The page's forms by their `intent` field. */
export const profileIntents: Partial<Record<string, Intent>> = {
  details: saveDetails,
  password: savePassword,
  notices: saveNotices,
  revoke: endOne,
  revokeProgram: endProgram,
  revokeOthers: endOthers,
};
