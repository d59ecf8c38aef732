import type { SignedInUser } from '~/domain/accounts/guard.server';
import { findFactors } from '~/domain/accounts/factors/factors.server';
import { passkeySite } from '~/domain/accounts/factors/passkey-site.server';
import { listPasskeys } from '~/domain/accounts/factors/passkeys.server';
import { safeRedirect } from '~/platform/http/safe-redirect';

/** The person's second factors, and the organisation that led here because it wants one (`needed` in the address). */
export async function loadFactors(request: Request, user: SignedInUser, memberships: readonly { slug: string; name: string }[]) {
  const search = new URL(request.url).searchParams;
  const place = memberships.find(({ slug }) => slug === search.get('needed'));
  const [{ totpSince, codesLeft }, passkeys] = await Promise.all([findFactors(user.id), listPasskeys(user.id)]);
  return {
    email: user.email,
    totpSince,
    codesLeft,
    passkeys,
    origin: passkeySite().origin,
    needed: place ? { organization: place.name, back: safeRedirect(search.get('redirectTo'), `/o/${place.slug}`) } : null,
  };
}
