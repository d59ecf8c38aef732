import { siteOrigin } from '~/platform/http/site-origin.server';

/** The page on which a person chooses what of the organisation is told where. */
export function settingsUrlOf(orgSlug: string): string {
  return `${siteOrigin()}/profile/notifications?org=${encodeURIComponent(orgSlug)}`;
}
