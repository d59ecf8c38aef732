import type { RequestContext } from '~/platform/load-context';
import { rememberVisitor, VISITOR_DAYS } from './consent.server';
import { asksForPrivacy } from './privacy-signal';

const NAME = 'teplo_visitor';
const MAX_AGE_SECONDS = VISITOR_DAYS * 86_400;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** The id of the visitor who agreed to be remembered; null when there is none or it is not one of ours. */
export function readConsentCookie(request: Request): string | null {
  for (const part of request.headers.get('Cookie')?.split(';') ?? []) {
    const [name, value] = part.trim().split('=');
    if (name === NAME && value && UUID.test(value)) return value;
  }
  return null;
}

/** Set-Cookie that remembers a visitor for 13 months; the page's scripts cannot read it. */
export function setConsentCookie(visitorId: string, { isSecure }: Pick<RequestContext, 'isSecure'>): string {
  return `${NAME}=${visitorId}; Path=/; Max-Age=${MAX_AGE_SECONDS}; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`;
}

/** Set-Cookie that forgets the visitor. */
export function clearConsentCookie(): string {
  return `${NAME}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax`;
}

/**
 * For a request that was sent with behaviour consent, after its transaction: ties its view to the visitor.
 * @returns Set-Cookie; null when the browser asks not to be tracked or the view is not known
 */
export async function rememberSender(request: Request, context: RequestContext, view: { organizationId: string; viewId: string; now: Date }): Promise<string | null> {
  if (asksForPrivacy(request)) return null;
  const visitorId = await rememberVisitor({ ...view, visitorId: readConsentCookie(request) });
  return visitorId && setConsentCookie(visitorId, context);
}
