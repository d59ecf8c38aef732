import type { Prisma } from '~/generated/prisma/client';
import type { OrgDb } from '~/platform/db.server';
import { isLeadWithin } from './lead-reach.server';
import type { LeadViewer } from './lead-where.server';

const leadDetail = {
  id: true, reference: true, version: true, publicToken: true,
  firstName: true, lastName: true, middleName: true, email: true, phone: true, businessInfo: true, businessNiche: true,
  companySize: true, budget: true, budgetAmount: true, deadline: true, convenientTime: true, preferredContactMethod: true,
  comments: true, locale: true, source: true, privacyConsentAt: true, behaviorConsent: true,
  state: true, rejectReason: true, quarantineReason: true, duplicateCount: true, lastDuplicateAt: true, assigneeId: true,
  score: true, priority: true, ruleScore: true, scoreParts: true, scoringVersion: true,
  overrideReason: true, overrideById: true, overrideAt: true, engagement: true,
  responseDueAt: true, respondedAt: true, createdAt: true, contactId: true,
  service: { select: { id: true, name: true } },
  files: { select: { id: true, name: true, contentType: true, size: true }, orderBy: { createdAt: 'asc' } },
} satisfies Prisma.LeadSelect;

export type LeadDetail = Prisma.LeadGetPayload<{ select: typeof leadDetail }>;

/** Everything the card shows of a request; null for an unknown one, another organisation's, or one the person may not see. */
export async function findLead(db: OrgDb, viewer: LeadViewer, id: string): Promise<LeadDetail | null> {
  const isWithin = await isLeadWithin(db, viewer, id);
  return isWithin ? db.lead.findFirst({ where: { id }, select: leadDetail }) : null;
}
