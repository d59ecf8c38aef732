import type { OrgDb } from '~/platform/db.server';
import type { Relation } from './merge-snapshot';

/** How many records of each kind a merge would move from a contact. */
export async function countRelated(db: OrgDb, contactId: string): Promise<Record<Relation, number>> {
  const where = { contactId };
  const counts = await Promise.all([db.deal.count({ where }), db.order.count({ where }), db.payment.count({ where }), db.task.count({ where }), db.activity.count({ where }), db.lead.count({ where }), db.file.count({ where })]);
  const [deals = 0, orders = 0, payments = 0, tasks = 0, activities = 0, leads = 0, files = 0] = counts;
  return { deals, orders, payments, tasks, activities, leads, files };
}
