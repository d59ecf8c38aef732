import { parseWithZod } from '@conform-to/zod/v4';
import { detailsSchema } from '~/domain/accounts/profile.schema';
import { updateDetails } from '~/domain/accounts/profile.server';
import { getFixedT, languageCookie } from '~/platform/i18n.server';
import { redirectWithToast } from '~/platform/toast.server';
import { refuse, type ProfileIntent } from './profile-intent.server';

const saveDetails: ProfileIntent = async (form, { user }) => {
  const submission = parseWithZod(form, { schema: detailsSchema });
  if (submission.status !== 'success') return refuse({ intent: 'details', result: submission.reply(), retryAfter: null });
  const done = await updateDetails(user.id, submission.value);
  if (!done.ok) return refuse({ intent: 'details', result: submission.reply({ fieldErrors: { phone: [`errors.${done.error}`] } }), retryAfter: null }, 409);
  const { language } = submission.value;
  const t = await getFixedT(language, 'profile');
  const headers = { 'Set-Cookie': await languageCookie.serialize(language) };
  return redirectWithToast('/profile', { message: t('details.saved'), tone: 'success' }, headers);
};

/** Forms of the page about the person by their `intent`; the picture has an address of its own, because it brings a file. */
export const personalIntents: Partial<Record<string, ProfileIntent>> = { details: saveDetails };
