import { withdrawConsentOfLead } from '~/domain/behavior/consent.server';
import { withdrawConsents } from '~/domain/privacy/consent-records.server';
import { orgDb } from '~/platform/db.server';
import { auditLead } from './audit-lead.server';

/**
 * The client takes back the permission to tie behaviour to the request: what was observed is deleted and the number made
 * of it with it; the request stays. Asked twice it does nothing more.
 */
export async function withdrawLeadConsent(organizationId: string, leadId: string, now: Date): Promise<void> {
  await withdrawConsentOfLead(organizationId, leadId);
  await orgDb(organizationId).$transaction(async (tx) => {
    const { count } = await tx.lead.updateMany({ where: { id: leadId, behaviorConsent: true }, data: { behaviorConsent: false, engagement: null } });
    if (count === 0) return;
    await withdrawConsents(tx, { leadIds: [leadId], now });
    await tx.activity.create({ data: { organizationId, leadId, kind: 'SYSTEM', event: 'lead.consent_withdrawn', occurredAt: now } });
    await auditLead(tx, { organizationId, userId: null }, { leadId, action: 'withdraw', before: { behaviorConsent: true }, after: { behaviorConsent: false } });
  });
}
