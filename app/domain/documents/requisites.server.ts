import { writeAudit } from '~/domain/audit/write-audit.server';
import { orgDb, type OrgDb, type OrgTx } from '~/platform/db.server';
import type { DocumentSnapshot } from './document-snapshot';
import { requisitesSchema, type Requisites } from './requisites.schema';

export interface CompanyDetails {
  requisites: Requisites;
  name: string;
  contactPhone: string | null;
  contactEmail: string | null;
  logoFileId: string | null;
  signatureFileId: string | null;
  /** Of the organisation: a save must name it. */
  version: number;
}

/** What documents say of the organisation. Requisites that were written by another program and are wrong count as not given. */
export async function findCompany(db: OrgDb | OrgTx): Promise<CompanyDetails> {
  const { requisites, ...company } = await db.organization.findFirstOrThrow({
    select: { requisites: true, name: true, contactPhone: true, contactEmail: true, logoFileId: true, signatureFileId: true, version: true },
  });
  return { ...company, requisites: requisitesSchema.safeParse(requisites).data ?? requisitesSchema.parse({}) };
}

/** The company as a document prints it: what was not written is taken from the organisation. */
export function printedCompany({ requisites, name, contactPhone, contactEmail }: CompanyDetails): DocumentSnapshot['company'] {
  return {
    ...requisites,
    legalName: requisites.legalName ?? requisites.shortName ?? name,
    shortName: requisites.shortName ?? requisites.legalName ?? name,
    phone: requisites.phone ?? contactPhone,
    email: contactEmail,
  };
}

export type SaveRequisitesResult = { ok: true } | { ok: false; current: Requisites; version: number };

/** Saves the requisites. When somebody changed the organisation in between nothing is written and what stands there now comes back. */
export async function saveRequisites({ organizationId, userId }: { organizationId: string; userId: string }, { version, requisites }: { version: number; requisites: Requisites }): Promise<SaveRequisitesResult> {
  return orgDb(organizationId).$transaction(async (tx) => {
    const before = await findCompany(tx);
    const { count } = await tx.organization.updateMany({ where: { version }, data: { requisites, version: { increment: 1 } } });
    if (count === 0) {
      const { requisites: current, version: latest } = await findCompany(tx);
      return { ok: false, current, version: latest };
    }
    await writeAudit(tx, { organizationId, actorId: userId, action: 'update', resource: 'billing', resourceId: organizationId, label: before.name, before: before.requisites, after: requisites });
    return { ok: true };
  });
}
