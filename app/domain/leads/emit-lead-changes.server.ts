import { emitChanges } from '~/domain/webhooks/emit-events.server';
import type { OrgTx } from '~/platform/db.server';

export interface LeadChange {
  id: string;
  /** The client's. */
  name: string;
  from: string | null;
  to: string | null;
}

/** Tells programs of each request that a command over many has moved or given to somebody. */
export async function emitLeadChanges(tx: OrgTx, by: { organizationId: string; actorId: string | null }, event: 'lead.state' | 'lead.assigned', changes: readonly LeadChange[]): Promise<void> {
  const field = event === 'lead.state' ? 'state' : 'assigneeId';
  await emitChanges(tx, by.organizationId, changes.map(({ id, name, from, to }) => ({ action: 'update', resource: 'leads', resourceId: id, label: name, actorId: by.actorId, before: { [field]: from }, after: { [field]: to } })));
}
