import { data } from '@remix-run/node';
import { z } from 'zod';
import { endOtherSignIns, revokeSession } from '~/domain/accounts/sign-in/sessions.server';
import { revokeFamily } from '~/domain/accounts/programs/token-families.server';
import { getFixedT } from '~/platform/i18n.server';
import { redirectWithToast } from '~/platform/toast.server';
import type { ProfileIntent } from './profile-intent.server';

const page = '/profile/security';

const endOne: ProfileIntent = async (form, { user }, { request }) => {
  const chosen = z.guid().safeParse(form.get('sessionId'));
  if (!chosen.success) throw data(null, { status: 400 });
  await revokeSession(user.id, chosen.data);
  const t = await getFixedT(request, 'profile');
  return redirectWithToast(page, { message: t('sessions.revoked'), tone: 'success' });
};

const endProgram: ProfileIntent = async (form, { user }, { request }) => {
  const chosen = z.guid().safeParse(form.get('familyId'));
  if (!chosen.success) throw data(null, { status: 400 });
  await revokeFamily({ userId: user.id, familyId: chosen.data, now: new Date() });
  const t = await getFixedT(request, 'profile');
  return redirectWithToast(page, { message: t('programs.revoked'), tone: 'success' });
};

const endOthers: ProfileIntent = async (_form, { user, sessionId }, { request }) => {
  const count = await endOtherSignIns(user.id, { sessionId });
  const t = await getFixedT(request, 'profile');
  return redirectWithToast(page, { message: t('sessions.revokedOthers', { count }), tone: 'success' });
};

/** Forms of the page "Security" about where the person is signed in, by their `intent`. */
export const securityIntents: Partial<Record<string, ProfileIntent>> = { revoke: endOne, revokeProgram: endProgram, revokeOthers: endOthers };
