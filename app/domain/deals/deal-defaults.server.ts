import type { Prisma } from '~/generated/prisma/client';
import type { StageColor } from './stage-colors';

interface DefaultStage {
  name: string;
  color: StageColor;
  probability: number;
  rotDays: number;
}

export const DEFAULT_PIPELINE = 'Продажи';
export const DEFAULT_STAGES: readonly DefaultStage[] = [
  { name: 'Выяснение задачи', color: 'blue', probability: 20, rotDays: 7 },
  { name: 'Предложение', color: 'violet', probability: 40, rotDays: 7 },
  { name: 'Переговоры', color: 'amber', probability: 60, rotDays: 10 },
  { name: 'Договор', color: 'teal', probability: 85, rotDays: 10 },
];
export const DEFAULT_LOST_REASONS = ['Дорого', 'Выбрали другого', 'Не успели по сроку', 'Передумали', 'Не выходит на связь'] as const;

/** The pipeline and the lost reasons that an organisation starts with; the migration gave the same to older ones. */
export async function createDealDefaults(tx: Pick<Prisma.TransactionClient, 'pipeline' | 'dealStage' | 'lostReason'>, organizationId: string): Promise<void> {
  const { id: pipelineId } = await tx.pipeline.create({ data: { organizationId, name: DEFAULT_PIPELINE }, select: { id: true } });
  await tx.dealStage.createMany({ data: DEFAULT_STAGES.map((stage, position) => ({ ...stage, organizationId, pipelineId, position })) });
  await tx.lostReason.createMany({ data: DEFAULT_LOST_REASONS.map((name, position) => ({ organizationId, name, position })) });
}
