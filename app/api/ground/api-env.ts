import type { HttpBindings } from '@hono/node-server';
import type { ApiCaller, ApiPerson } from '~/domain/accounts/programs/api-caller.server';
import type { RequestContext } from '~/platform/load-context';

/** What the handlers of one API request share. */
export interface ApiEnv {
  Bindings: Partial<HttpBindings>;
  Variables: {
    context: RequestContext;
    person: ApiPerson | null;
    caller: ApiCaller | null;
    /** Whose budget and whose idempotency keys: a credential's or an address's. */
    owner: string;
    now: Date;
  };
}
