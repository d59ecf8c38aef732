import type { OrgDb } from '~/platform/db.server';

/** An order's history from its beginning: who brought it from where to where, when and why. */
export function listSteps(db: OrgDb, orderId: string) {
  return db.orderStep.findMany({ where: { orderId }, orderBy: [{ at: 'asc' }, { id: 'asc' }], select: { id: true, from: true, to: true, comment: true, byId: true, at: true } });
}
