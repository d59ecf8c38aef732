import { redirect } from '@remix-run/node';
import { countRecoveryCodes } from '~/domain/accounts/factors/recovery-codes.server';
import { finishSecondStep } from '~/domain/accounts/factors/second-step.server';
import { signOut, type SessionContext } from '~/domain/accounts/sign-in/sessions.server';
import { findLandingPath } from '~/domain/accounts/members/members.server';
import { safeRedirect } from '~/platform/http/safe-redirect';
import { isLanguage } from '~/platform/i18n';
import { getFixedT, languageCookie } from '~/platform/i18n.server';
import { redirectWithToast } from '~/platform/toast.server';

/** Where a code leads: on, back to the password, or to another try. */
export async function answerSecondStep(request: Request, context: SessionContext, { code, redirectTo }: { code: string; redirectTo: string }): Promise<Response | { retryAfter: number }> {
  const done = await finishSecondStep(request, context, { code, now: new Date() });
  if (!done.ok && done.error === 'refused') return { retryAfter: done.retryAfter };
  const headers = new Headers();
  for (const cookie of done.cookies) headers.append('Set-Cookie', cookie);
  if (!done.ok) return startAnew(request, context, headers, redirectTo);
  if (isLanguage(done.user.locale)) headers.append('Set-Cookie', await languageCookie.serialize(done.user.locale));
  const to = safeRedirect(redirectTo, '') || (await findLandingPath(done.user.id, request));
  if (done.method === 'totp') return redirect(to, { status: 303, headers });
  const t = await getFixedT(request, 'security');
  return redirectWithToast(to, { message: t('second.codeUsed', { count: await countRecoveryCodes(done.user.id) }), tone: 'info' }, headers);
}

/** From the password on; a session that owed the code is over too. */
async function startAnew(request: Request, context: SessionContext, headers: Headers, redirectTo: string): Promise<Response> {
  headers.append('Set-Cookie', await signOut(request, context));
  const t = await getFixedT(request, 'security');
  const path = redirectTo ? `/login?${new URLSearchParams({ redirectTo }).toString()}` : '/login';
  return redirectWithToast(path, { message: t('second.over'), tone: 'error' }, headers);
}
