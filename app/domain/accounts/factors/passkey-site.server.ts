import { siteOrigin } from '~/platform/http/site-origin.server';

/** Whose passkeys they are: the site's address and its host, which authenticators tie keys to. Rule: WebAuthn, relying party identifier. */
export function passkeySite(): { origin: string; id: string } {
  const origin = new URL(siteOrigin()).origin;
  return { origin, id: new URL(origin).hostname };
}
