import { parseWithZod } from '@conform-to/zod/v4';
import { cancelEmailChange, requestEmailChange } from '~/domain/accounts/links/change-email.server';
import { sendConfirmation } from '~/domain/accounts/links/confirm-email.server';
import { passwordFault } from '~/domain/accounts/password-rules';
import { emailChangeSchema, passwordChangeSchema } from '~/domain/accounts/profile.schema';
import { changePassword } from '~/domain/accounts/profile.server';
import { safeRedirect } from '~/platform/http/safe-redirect';
import { getFixedT } from '~/platform/i18n.server';
import { redirectWithToast } from '~/platform/toast.server';
import { refuse, refusePassword, type ProfileIntent } from './profile-intent.server';

const page = '/profile/account';

const savePassword: ProfileIntent = async (form, { user, sessionId }, { request, context }) => {
  const schema = passwordChangeSchema.superRefine(({ newPassword }, issues) => {
    const fault = passwordFault(newPassword, [user.name, user.email]);
    if (fault) issues.addIssue({ code: 'custom', path: ['newPassword'], message: `errors.${fault}` });
  });
  const submission = parseWithZod(form, { schema });
  const answer = () => ({ intent: 'password', result: submission.reply({ hideFields: ['currentPassword', 'newPassword'] }) });
  if (submission.status !== 'success') return refuse({ ...answer(), retryAfter: null });
  try {
    await changePassword({ userId: user.id, kept: { sessionId }, address: context.clientAddress }, submission.value);
  } catch (error) {
    return refusePassword(error, answer());
  }
  const t = await getFixedT(request, 'profile');
  return redirectWithToast(page, { message: t('password.saved'), tone: 'success' });
};

const changeEmail: ProfileIntent = async (form, { user }, { request, context }) => {
  const submission = parseWithZod(form, { schema: emailChangeSchema });
  const answer = (fieldErrors?: Record<string, string[]>) => ({ intent: 'email', result: submission.reply({ hideFields: ['currentPassword'], ...(fieldErrors && { fieldErrors }) }) });
  if (submission.status !== 'success') return refuse({ ...answer(), retryAfter: null });
  const { email, currentPassword } = submission.value;
  try {
    const asked = await requestEmailChange({ userId: user.id, email, currentPassword, address: context.clientAddress, now: new Date() });
    if (!asked.ok) return refuse({ ...answer({ email: [`errors.${asked.error}`] }), retryAfter: null }, asked.error === 'tooManyLetters' ? 429 : 422);
  } catch (error) {
    return refusePassword(error, answer());
  }
  const t = await getFixedT(request, 'profile');
  return redirectWithToast(page, { message: t('email.asked', { email }), tone: 'success' });
};

const keepEmail: ProfileIntent = async (_form, { user }, { request }) => {
  await cancelEmailChange(user.id, new Date());
  const t = await getFixedT(request, 'profile');
  return redirectWithToast(page, { message: t('email.cancelled'), tone: 'info' });
};

/** From the banner on any page too, to which it leads back. */
const sendAgain: ProfileIntent = async (form, { user }, { request }) => {
  const sent = await sendConfirmation({ userId: user.id, now: new Date() });
  const t = await getFixedT(request, 'confirm');
  const message = sent.ok ? t('sent', { email: user.email }) : t(`notSent.${sent.error}`);
  return redirectWithToast(safeRedirect(form.get('returnTo'), page), { message, tone: sent.ok ? 'success' : 'error' });
};

/** Forms of the page "Sign-in and e-mail" by their `intent`. */
export const accountIntents: Partial<Record<string, ProfileIntent>> = { password: savePassword, email: changeEmail, keepEmail, sendAgain };
