import type { LoaderFunctionArgs } from '@remix-run/node';
import { requireStaff } from '~/domain/accounts/guard.server';
import { isLeadWithin } from '~/domain/leads/lead-reach.server';
import { streamLeadEvents } from '~/domain/leads/lead-events.server';

/** New requests as they come, for as long as the person may see them. */
export async function loader(args: LoaderFunctionArgs) {
  const { org, user, reach, db } = await requireStaff(args, 'leads', 'read');
  // a context of its own, because the guard remembers its answer per context
  const mayStillRead = () => requireStaff({ ...args, context: { ...args.context } }, 'leads', 'read').then(() => true, () => false);
  const sees = (leadId: string) => isLeadWithin(db, { organizationId: org.id, userId: user.id, reach: reach.leads }, leadId);
  return streamLeadEvents({ organizationId: org.id, userId: user.id, signal: args.request.signal, mayStillRead, sees });
}
