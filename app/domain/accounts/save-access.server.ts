import { writeAudit } from '~/domain/audit/write-audit.server';
import { endLeadStreams } from '~/domain/leads/announce-lead.server';
import { orgDb } from '~/platform/db.server';
import { ADJUSTABLE_ROLES, type AccessTable } from './access.schema';
import { findAccess } from './access.server';

interface SaveAccess {
  organizationId: string;
  actorId: string;
  access: AccessTable;
}

/** Sets what each role sees. It counts from everybody's next request on. */
export async function saveAccess({ organizationId, actorId, access }: SaveAccess): Promise<void> {
  await orgDb(organizationId).$transaction(async (tx) => {
    // two saves at once: the audit rows of both say what really changed
    await tx.$queryRaw`SELECT 1 FROM "Organization" WHERE "id" = ${organizationId}::uuid FOR NO KEY UPDATE`;
    const before = await findAccess(tx);
    for (const role of ADJUSTABLE_ROLES) {
      await tx.accessRule.upsert({
        where: { organizationId_role: { organizationId, role } },
        create: { organizationId, role, ...access[role] },
        update: access[role],
        select: { role: true },
      });
      await writeAudit(tx, { organizationId, actorId, action: 'update', resource: 'organization', resourceId: role, label: role, before: before[role], after: access[role] });
    }
    await endLeadStreams(tx, organizationId, null);
  });
}
