import { createConsentDefaults } from '~/domain/privacy/consent-texts.server';
import type { Prisma } from '~/generated/prisma/client';
import { createDealDefaults } from '~/domain/deals/deal-defaults.server';
import { firstRules } from '~/domain/leads/scoring-rules.server';

/**
 * What an organisation starts with besides its own row: version 1 of the scoring table, published, its services, a
 * pipeline, reasons for which deals are lost, and the standard texts of consent.
 * @param services names, in the order in which the form offers them
 */
export async function createOrganizationDefaults(
  tx: Pick<Prisma.TransactionClient, 'scoringRules' | 'catalogItem' | 'pipeline' | 'dealStage' | 'lostReason' | 'consentText'>,
  organizationId: string,
  services: string[] = [],
  privacyText = '',
): Promise<void> {
  await tx.scoringRules.create({ data: { organizationId, ...firstRules, publishedAt: new Date() }, select: { id: true } });
  await tx.catalogItem.createMany({
    data: services.map((name, position) => ({ organizationId, kind: 'SERVICE', name, position, offeredOnForm: true })),
  });
  await createDealDefaults(tx, organizationId);
  await createConsentDefaults(tx, organizationId, privacyText);
}
