import { createCookie } from '@remix-run/node';
import { organizationSlug } from './organization-slug';

const YEAR_SECONDS = 365 * 24 * 60 * 60;
const cookie = createCookie('teplo_organization', { path: '/', httpOnly: true, sameSite: 'lax', maxAge: YEAR_SECONDS });

/** The address part of the organisation that this browser showed last; null when there was none. Says nothing of rights. */
export async function readLastOrganization(request: Request): Promise<string | null> {
  const slug: unknown = await cookie.parse(request.headers.get('Cookie'));
  return typeof slug === 'string' && organizationSlug.test(slug) ? slug : null;
}

/** The headers that make the browser remember the organisation; none when it does already. */
export async function rememberOrganization(request: Request, slug: string): Promise<HeadersInit> {
  return (await readLastOrganization(request)) === slug ? {} : { 'Set-Cookie': await cookie.serialize(slug) };
}
