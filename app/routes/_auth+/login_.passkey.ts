import type { ActionFunctionArgs } from '@remix-run/node';
import { shownPasskeySchema } from '~/domain/accounts/factors/factor.schema';
import { findLandingPath } from '~/domain/accounts/members/members.server';
import { beginPasskeySignIn, finishPasskeySignIn } from '~/domain/accounts/factors/passkey-sign-in.server';
import { addressBlock } from '~/platform/http/address-block';
import { safeRedirect } from '~/platform/http/safe-redirect';
import { isLanguage } from '~/platform/i18n';
import { languageCookie } from '~/platform/i18n.server';
import { spendLimit } from '~/platform/rate-limit.server';

/** The two halves of a sign-in with a passkey, for the script of the sign-in page: without a response it asks, with one it answers. */
export async function action({ request, context }: ActionFunctionArgs) {
  const block = addressBlock(context.clientAddress);
  const form = await request.formData();
  const now = new Date();
  const isAnswer = form.has('response');
  const wait = await spendLimit(isAnswer ? 'signIn' : 'passkey', block);
  if (wait > 0) return Response.json({ error: 'blocked' }, { status: 429, headers: { 'Retry-After': String(wait) } });
  if (!isAnswer) {
    const { options, cookie } = await beginPasskeySignIn({ isSecure: context.isSecure, now });
    return Response.json(options, { headers: { 'Set-Cookie': cookie, 'Cache-Control': 'no-store' } });
  }
  const sent = shownPasskeySchema.safeParse(Object.fromEntries(form));
  if (!sent.success) return Response.json({ error: 'invalid' }, { status: 400 });
  const { response, remember, redirectTo } = sent.data;
  const done = await finishPasskeySignIn(request, context, { response, remember, now });
  if (!done.ok) return Response.json({ error: done.error }, { status: 422 });
  const headers = new Headers({ 'Cache-Control': 'no-store' });
  for (const cookie of done.cookies) headers.append('Set-Cookie', cookie);
  if (isLanguage(done.user.locale)) headers.append('Set-Cookie', await languageCookie.serialize(done.user.locale));
  return Response.json({ to: safeRedirect(redirectTo, '') || (await findLandingPath(done.user.id, request)) }, { headers });
}
