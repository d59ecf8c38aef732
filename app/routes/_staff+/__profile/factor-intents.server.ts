import { parseWithZod } from '@conform-to/zod/v4';
import { data } from '@remix-run/node';
import { checkCurrentPassword } from '~/domain/accounts/current-password.server';
import type { FactorAnswer } from '~/domain/accounts/factors/factor-answer';
import { codeOnlySchema, passwordAndCodeSchema, passwordOnlySchema } from '~/domain/accounts/factors/factor.schema';
import { spendSecondFactor } from '~/domain/accounts/factors/second-factor.server';
import { totpUri } from '~/domain/accounts/factors/totp';
import { beginTotp, confirmTotp, endTotp, renewRecoveryCodes } from '~/domain/accounts/factors/totp.server';
import { drawQr } from '~/domain/catalog/label-qr';
import { getFixedT } from '~/platform/i18n.server';
import { redirectWithToast } from '~/platform/toast.server';
import { refuse, refusePassword, type ProfileIntent } from './profile-intent.server';

export type FactorIntent = ProfileIntent<FactorAnswer>;

/** The page itself, with what its address said: whom it leads back to. */
export function backToPage(request: Request): string {
  const { pathname, search } = new URL(request.url);
  return pathname + search;
}

export async function backWithWord(request: Request, key: string, values: Record<string, string> = {}): Promise<Response> {
  const t = await getFixedT(request, 'security');
  return redirectWithToast(backToPage(request), { message: t(key, values), tone: 'success' });
}

const setUpOf = (secret: string, email: string) => {
  const uri = totpUri(secret, email);
  return { secret, uri, qr: drawQr(uri) };
};

const beginApp: FactorIntent = async (form, { user }, { request, context }) => {
  const submission = parseWithZod(form, { schema: passwordOnlySchema });
  const answer = { intent: 'totp-begin', result: submission.reply({ hideFields: ['password'] }) };
  if (submission.status !== 'success') return refuse({ ...answer, retryAfter: null });
  try {
    await checkCurrentPassword({ userId: user.id, address: context.clientAddress, password: submission.value.password });
  } catch (error) {
    return refusePassword(error, answer);
  }
  const secret = await beginTotp(user.id);
  // an app was set up meanwhile, in another window
  if (!secret) return backWithWord(request, 'totp.isOn');
  return data({ ...answer, retryAfter: null, setUp: setUpOf(secret, user.email) });
};

const confirmApp: FactorIntent = async (form, { user, sessionId }, { request }) => {
  const submission = parseWithZod(form, { schema: codeOnlySchema });
  const code = submission.status === 'success' ? submission.value.code : '';
  const done = await confirmTotp({ userId: user.id, code, kept: { sessionId }, now: new Date() });
  if (done.ok && done.codes === null) return backWithWord(request, 'totp.isOn');
  if (done.ok) return data({ intent: 'codes', result: submission.reply(), retryAfter: null, codes: done.codes ?? [] });
  if (done.error === 'notBegun') return redirectWithToast(backToPage(request), { message: (await getFixedT(request, 'security'))('totp.stale'), tone: 'info' });
  const result = submission.reply({ hideFields: ['code'], fieldErrors: { code: ['errors.wrongCode'] } });
  return refuse({ intent: 'totp-confirm', result, retryAfter: null, setUp: setUpOf(done.secret, user.email) });
};

const endApp: FactorIntent = async (form, { user }, { request, context }) => {
  const submission = parseWithZod(form, { schema: passwordAndCodeSchema });
  const answer = { intent: 'totp-off', result: submission.reply({ hideFields: ['password', 'code'] }) };
  if (submission.status !== 'success') return refuse({ ...answer, retryAfter: null });
  const { password, code } = submission.value;
  const address = context.clientAddress;
  try {
    await checkCurrentPassword({ userId: user.id, address, password });
  } catch (error) {
    return refusePassword(error, answer);
  }
  const shown = await spendSecondFactor({ userId: user.id, code, address, userAgent: request.headers.get('User-Agent'), now: new Date() });
  if (!shown.ok) return refuse({ ...answer, retryAfter: shown.retryAfter, isCode: true }, shown.retryAfter > 0 ? 429 : 400);
  await endTotp(user.id);
  return backWithWord(request, 'totp.isOff');
};

const renewCodes: FactorIntent = async (form, { user }, { context }) => {
  const submission = parseWithZod(form, { schema: passwordOnlySchema });
  const answer = { intent: 'codes-renew', result: submission.reply({ hideFields: ['password'] }) };
  if (submission.status !== 'success') return refuse({ ...answer, retryAfter: null });
  try {
    await checkCurrentPassword({ userId: user.id, address: context.clientAddress, password: submission.value.password });
  } catch (error) {
    return refusePassword(error, answer);
  }
  const codes = await renewRecoveryCodes(user.id);
  if (!codes) throw data(null, { status: 400 });
  return data({ ...answer, intent: 'codes', retryAfter: null, codes });
};

/** Forms of the page "Security" about the authenticator app and recovery codes, by their `intent`. */
export const factorIntents: Partial<Record<string, FactorIntent>> = { 'totp-begin': beginApp, 'totp-confirm': confirmApp, 'totp-off': endApp, 'codes-renew': renewCodes };
