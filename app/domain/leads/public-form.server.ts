import { db, orgDb } from '~/platform/db.server';
import type { OrgDb } from '~/platform/db.server';

const publicOrganization = {
  id: true, slug: true, name: true, timeZone: true, isDefault: true, isDemo: true,
  contactPhone: true, contactEmail: true, formIntro: true, privacyText: true, strictBehavior: true, logoFileId: true,
} as const;

/** The organisation whose form answers here: the default one without a slug. Null when there is none. */
export async function findPublicOrganization(slug?: string) {
  return db.organization.findFirst({ where: slug === undefined ? { isDefault: true } : { slug }, select: publicOrganization });
}

export type PublicOrganization = NonNullable<Awaited<ReturnType<typeof findPublicOrganization>>>;

export interface OfferedService {
  id: string;
  name: string;
  description: string | null;
}

/** The live choices of the form, in the order that staff gave them. */
export async function listOfferedServices(db: OrgDb): Promise<OfferedService[]> {
  return db.catalogItem.findMany({
    where: { kind: 'SERVICE', isActive: true, offeredOnForm: true, deletedAt: null },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
    select: { id: true, name: true, description: true },
  });
}

/** What the client's own page shows; null for an unknown token. */
export async function findSentLead(publicToken: string) {
  if (publicToken.length < 32 || publicToken.length > 43) return null;
  // The token is the visitor's only key and unique over all organisations.
  const found = await db.lead.findUnique({ where: { publicToken }, select: { id: true, organizationId: true } });
  if (!found) return null;
  const bound = orgDb(found.organizationId);
  const [lead, organization] = await Promise.all([
    bound.lead.findFirst({ where: { id: found.id }, select: sentLead }),
    db.organization.findUnique({ where: { id: found.organizationId }, select: publicOrganization }),
  ]);
  return lead && organization ? { lead, organization } : null;
}

const sentLead = {
  id: true, reference: true, state: true, createdAt: true, responseDueAt: true, respondedAt: true, behaviorConsent: true,
  firstName: true, lastName: true, email: true, phone: true, budget: true, companySize: true, deadline: true, comments: true,
  convenientTime: true, preferredContactMethod: true,
  service: { select: { name: true } },
  files: { select: { id: true, name: true, size: true }, orderBy: { createdAt: 'asc' } },
} as const;
