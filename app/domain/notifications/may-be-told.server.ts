import { can } from '~/domain/accounts/permissions';
import { isDealVisible } from '~/domain/deals/is-deal-visible.server';
import { isLeadWithin } from '~/domain/leads/lead-reach.server';
import { isOrderVisible } from '~/domain/orders/is-order-visible.server';
import { isTaskVisible } from '~/domain/tasks/is-task-visible.server';
import type { OrgTx } from '~/platform/db.server';
import { mayBeTold, ruleOf, type NotificationEvent } from './events';
import type { Listener } from './listeners.server';

/** Whether the person may know of it now: by role, and by the reach to the very record. Asked when it is told and again when it is sent. */
export async function mayListen(tx: OrgTx, { organizationId, userId, role, reach }: Listener, event: NotificationEvent, data: Readonly<Record<string, unknown>>): Promise<boolean> {
  if (!mayBeTold(role, event)) return false;
  const { record } = ruleOf(event);
  const id = record && data[record.key];
  if (!record || typeof id !== 'string') return !record;
  const viewer = { organizationId, userId };
  switch (record.resource) {
    case 'leads':
      return isLeadWithin(tx, { ...viewer, reach: reach.leads }, id);
    case 'deals':
      return isDealVisible(tx, { ...viewer, reach: reach.deals }, id);
    case 'tasks':
      return isTaskVisible(tx, { ...viewer, scope: can(role, 'tasks', 'read') || 'own' }, id);
    case 'orders':
      return isOrderVisible(tx, { ...viewer, scope: can(role, 'orders', 'read') || 'own' }, id);
  }
}
