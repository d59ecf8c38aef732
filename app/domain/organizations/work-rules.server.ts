import type { OrgDb } from '~/platform/db.server';

export interface WorkRules {
  /** Hours of one shift, decimal text. */
  shiftHours: string;
  /** Tax of what is written by hand, percent as decimal text. */
  defaultTaxPercent: string;
}

/** What the organisation takes for granted when work is planned. */
export async function findWorkRules(db: OrgDb): Promise<WorkRules> {
  const { shiftHours, defaultTaxPercent } = await db.organization.findFirstOrThrow({ select: { shiftHours: true, defaultTaxPercent: true } });
  return { shiftHours: shiftHours.toString(), defaultTaxPercent: defaultTaxPercent.toString() };
}
