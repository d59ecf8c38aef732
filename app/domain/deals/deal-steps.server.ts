import type { OrgDb } from '~/platform/db.server';
import { columnKey } from './board-columns';

/** The columns of the board that a deal has been in, its present one too, as `columnKey` names them. */
export async function listPassedColumns(db: OrgDb, dealId: string): Promise<Set<string>> {
  const steps = await db.dealStep.findMany({ where: { dealId }, distinct: ['state', 'stageId'], select: { state: true, stageId: true } });
  return new Set(steps.map(columnKey));
}
