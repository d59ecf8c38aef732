import type { Prisma } from '~/generated/prisma/client';
import { createOrganizationDefaults } from '~/domain/accounts/organization-defaults.server';
import type { NewOrganization } from '~/domain/accounts/setup.schema';
import { auditRow } from '~/domain/audit/write-audit.server';
import { DEFAULT_RESPONSE_CLOCK } from '~/domain/leads/response-clock.schema';
import { db } from '~/platform/db.server';

/** Whether the person may make a further organisation: owners of one may, so that nobody fills the installation by an invitation. */
export async function mayCreateOrganization(userId: string): Promise<boolean> {
  return isOwnerSomewhere(db, userId);
}

async function isOwnerSomewhere(tx: Pick<Prisma.TransactionClient, 'membership'>, userId: string): Promise<boolean> {
  return (await tx.membership.findFirst({ where: { userId, role: 'OWNER', removedAt: null }, select: { userId: true } })) !== null;
}

type Created = { ok: true; id: string; slug: string } | { ok: false; error: 'forbidden' | 'slugTaken' };

/** Makes a further organisation with what every one starts with; who makes it owns it. Of two with one address at once the database lets one stand. */
export function createOrganization(actor: { userId: string; name: string }, input: NewOrganization): Promise<Created> {
  return db.$transaction(async (tx) => {
    const { userId } = actor;
    if (!(await isOwnerSomewhere(tx, userId))) return { ok: false, error: 'forbidden' };
    const { organizationName: name, slug, timeZone, currency, services } = input;
    const [made] = await tx.organization.createManyAndReturn({
      data: [{ name, slug, timeZone, currency, responseClock: DEFAULT_RESPONSE_CLOCK }],
      skipDuplicates: true,
      select: { id: true },
    });
    if (!made) return { ok: false, error: 'slugTaken' };
    const organizationId = made.id;
    await tx.membership.create({ data: { organizationId, userId, role: 'OWNER' }, select: { userId: true } });
    await createOrganizationDefaults(tx, organizationId, services);
    const row = auditRow(
      { organizationId, actorId: userId, action: 'create', resource: 'organization', resourceId: organizationId, label: name, after: { name, slug, timeZone, currency } },
      actor.name,
    );
    if (row) await tx.auditLog.create({ data: row, select: { id: true } });
    return { ok: true, id: organizationId, slug };
  });
}
