import { parseWithZod } from '@conform-to/zod/v4';
import { data } from '@remix-run/node';
import type { SignedInUser } from '~/domain/accounts/guard.server';
import { listMemberships, type MembershipRow } from '~/domain/accounts/members/members.server';
import { eventsFor, NOTIFICATION_CHANNELS } from '~/domain/notifications/events';
import { timesSchema } from '~/domain/notifications/preference.schema';
import { savePreferences, saveTimes } from '~/domain/notifications/preferences.server';
import { sendTest } from '~/domain/notifications/send-test.server';
import { getFixedT, getLanguage } from '~/platform/i18n.server';
import { takeLimit } from '~/platform/rate-limit.server';
import { redirectWithToast } from '~/platform/toast.server';
import { refuse, type ProfileIntent } from '../__profile/profile-intent.server';

const pageOf = ({ slug }: MembershipRow) => `/profile/notifications?org=${slug}`;

/** The organisation that the form speaks of. 404 for one in which the person does not work. */
async function findPlace(form: FormData, user: SignedInUser): Promise<MembershipRow> {
  const place = (await listMemberships(user.id)).find(({ organizationId }) => organizationId === form.get('organizationId'));
  if (!place) throw data(null, { status: 404 });
  return place;
}

const saveMatrix: ProfileIntent = async (form, { user }, { request }) => {
  const place = await findPlace(form, user);
  const asked = NOTIFICATION_CHANNELS.filter((channel) => form.getAll('channel').includes(channel));
  const events = eventsFor(place.role).map((event) => ({ event, channels: asked.filter((channel) => form.getAll(event).includes(channel)) }));
  await savePreferences({ organizationId: place.organizationId, userId: user.id }, events, asked);
  const t = await getFixedT(request, 'notifications');
  return redirectWithToast(pageOf(place), { message: t('preferences.saved'), tone: 'success' });
};

const saveHours: ProfileIntent = async (form, { user }, { request }) => {
  const place = await findPlace(form, user);
  const submission = parseWithZod(form, { schema: timesSchema });
  if (submission.status !== 'success') return refuse({ intent: 'notify.times', result: submission.reply(), retryAfter: null });
  await saveTimes({ organizationId: place.organizationId, userId: user.id }, submission.value, { timeZone: user.timeZone ?? place.timeZone, now: new Date() });
  const t = await getFixedT(request, 'notifications');
  return redirectWithToast(pageOf(place), { message: t('preferences.saved'), tone: 'success' });
};

const tryOut: ProfileIntent = async (form, { user }, { request }) => {
  const place = await findPlace(form, user);
  const t = await getFixedT(request, 'notifications');
  if ((await takeLimit('testNotification', user.id)).isSpent) return redirectWithToast(pageOf(place), { message: t('test.often'), tone: 'error' });
  const { email, name } = user;
  const { sent, failed } = await sendTest({ organizationId: place.organizationId, userId: user.id }, { email, name, locale: await getLanguage(request) });
  const names = (channels: readonly string[]) => channels.map((channel) => t(`channel.${channel}`)).join(', ');
  return redirectWithToast(pageOf(place), failed.length > 0 ? { message: t('test.failed', { channels: names(failed) }), tone: 'error' } : { message: t('test.sent', { channels: names(sent) }), tone: 'success' });
};

/** Forms of the page of notifications by their `intent`. */
export const preferenceIntents: Partial<Record<string, ProfileIntent>> = { 'notify.preferences': saveMatrix, 'notify.times': saveHours, 'notify.test': tryOut };
