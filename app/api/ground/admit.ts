import type { Context, MiddlewareHandler } from 'hono';
import { identifyCaller, type ApiPerson } from '~/domain/accounts/programs/api-caller.server';
import { meets } from '~/domain/accounts/need';
import { addressBlock } from '~/platform/http/address-block';
import { nameRoute, noteUser } from '~/platform/http/current-request';
import { takeLimit, type Budget } from '~/platform/rate-limit.server';
import type { ApiEnv } from './api-env';
import type { Operation } from './operation';
import { ApiProblem } from './problem';

/** Lets in whom the operation serves, within their budget of requests. */
export function admit({ audience, spec }: Operation): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    nameRoute(`api ${spec.id}`);
    const { clientAddress: address } = c.get('context');
    // whoever has an IPv6 address has very many of them
    const block = addressBlock(address);
    c.set('now', new Date());
    c.set('person', null);
    c.set('caller', null);
    c.set('owner', `address:${address}`);
    if (audience.kind === 'public') {
      await spend(c, `address:${block}`);
      if (audience.limit) tell(c, await takeLimit(audience.limit, block));
      return next();
    }
    const found = await identifyCaller({
      authorization: c.req.header('Authorization') ?? null,
      organization: c.req.header('X-Organization') ?? null,
      address,
      now: c.get('now'),
    });
    if (!found.ok) await spend(c, `address:${block}`);
    if (!found.ok && found.error === 'unauthenticated') {
      throw new ApiProblem('unauthenticated', { headers: { 'WWW-Authenticate': 'Bearer' } });
    }
    if (!found.ok) throw new ApiProblem('not-found', { detail: 'There is no such organisation, or you do not work there.' });
    noteUser(found.person.user.id);
    const { person, caller, lacksFactor } = found;
    await spend(c, ownerOf(person));
    c.set('person', person);
    c.set('caller', caller);
    c.set('owner', `${ownerOf(person)}${caller ? `:${caller.org.id}` : ''}`);
    if (audience.kind === 'staff') {
      if (lacksFactor) throw new ApiProblem('second-factor-missing');
      if (!caller) throw new ApiProblem('organization-needed');
      if (audience.need && !meets(caller.can, audience.need)) throw new ApiProblem('forbidden');
    }
    return next();
  };
}

function ownerOf({ credential, user }: ApiPerson): string {
  return credential.kind === 'key' ? `key:${credential.keyId}` : `user:${user.id}`;
}

async function spend(c: Context<ApiEnv>, key: string): Promise<void> {
  tell(c, await takeLimit('api', key));
}

function tell(c: Context<ApiEnv>, { limit, remaining, resetSeconds, isSpent }: Budget): void {
  const headers = { 'RateLimit-Limit': String(limit), 'RateLimit-Remaining': String(remaining), 'RateLimit-Reset': String(resetSeconds) };
  if (isSpent) throw new ApiProblem('too-many-requests', { headers: { ...headers, 'Retry-After': String(resetSeconds) } });
  // not `c.header`: files and problems, which are answers of their own, would go without them
  for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value);
}
