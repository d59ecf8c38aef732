import { env } from '../env.server';

/**
 * The site's own scheme and host, without a slash at the end, for links that leave the site (mails, invitations).
 * Never taken from a request's Host header, which the sender chooses.
 */
export function siteOrigin(): string {
  const { APP_URL, PORT } = env();
  return APP_URL ? APP_URL.replace(/\/$/, '') : `http://localhost:${PORT}`;
}
