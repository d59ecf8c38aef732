import type { PrismaClient } from '~/generated/prisma/client';
import { createDealDefaults } from '~/domain/deals/deal-defaults.server';
import { contactData, dealData, type ContactOverrides, type DealOverrides } from './crm-factories';

/** The unbound client or a transaction of it. */
type Db = Pick<PrismaClient, 'contact' | 'deal' | 'dealStep' | 'pipeline' | 'dealStage' | 'lostReason'>;

export function makeContact(db: Db, overrides: ContactOverrides) {
  return db.contact.create({ data: contactData(overrides) });
}

/** The pipeline and the lost reasons that every organisation starts with, the stages in their order. */
export async function makePipeline(db: Db, organizationId: string) {
  await createDealDefaults(db, organizationId);
  const pipeline = await db.pipeline.findFirstOrThrow({ where: { organizationId }, orderBy: { createdAt: 'desc' } });
  const stages = await db.dealStage.findMany({ where: { organizationId, pipelineId: pipeline.id }, orderBy: { position: 'asc' } });
  const reasons = await db.lostReason.findMany({ where: { organizationId }, orderBy: { position: 'asc' } });
  return { ...pipeline, stages, stageIds: stages.map(({ id }) => id), reasonIds: reasons.map(({ id }) => id) };
}

/** A deal with the stay it is in. Where it stands is given as the columns of that place (`state`, `stageId`, `wonAt` …). */
export async function makeDeal(db: Db, overrides: DealOverrides) {
  const deal = await db.deal.create({ data: dealData(overrides) });
  const { organizationId, id: dealId, state, stageId, stageEnteredAt: enteredAt, createdById: byId } = deal;
  await db.dealStep.create({ data: { organizationId, dealId, state, stageId, enteredAt, byId } });
  return deal;
}
