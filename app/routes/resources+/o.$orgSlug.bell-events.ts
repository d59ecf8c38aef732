import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireStaff } from '~/domain/accounts/guard.server';
import { streamBell } from '~/domain/notifications/bell-events.server';

/** How many notifications the person has not read, as it changes. */
export async function loader(args: LoaderFunctionArgs) {
  const { org, user } = await requireStaff(args);
  // a context of its own, because the guard remembers its answer per context
  const mayStillRead = () => requireStaff({ ...args, context: { ...args.context } }).then(() => true, () => false);
  return streamBell({ organizationId: org.id, userId: user.id, signal: args.request.signal, mayStillRead });
}
