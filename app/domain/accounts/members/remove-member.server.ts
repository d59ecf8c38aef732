import { writeAudit } from '~/domain/audit/write-audit.server';
import { endLeadStreams } from '~/domain/leads/announce-lead.server';
import { handOverWork } from '~/domain/organizations/hand-over.server';
import { orgDb, type OrgTx } from '~/platform/db.server';
import { lockMembers } from './lock-members.server';
import type { MemberActor, MemberRefused } from './member-command';
import { checkRemoval } from './member-rules';
import { isAssignable } from './members.server';

/** Somebody may own a hundred thousand contacts. */
const HAND_OVER_TIMEOUT_MS = 60_000;

interface RemoveMember {
  actor: MemberActor;
  /** The actor's own id: leaving. */
  userId: string;
  /** Who gets the open requests, the contacts, open deals and tasks; null: they keep their person's name. */
  handOverTo: string | null;
  now: Date;
}

/**
 * Takes a member out of the organisation, or lets one leave. What the person did stays. The organisation is closed to
 * all of the person's sessions and keys from the next request on; with the last organisation gone their sign-ins end too.
 */
export async function removeMember({ actor, userId, handOverTo, now }: RemoveMember): Promise<{ ok: true; name: string } | MemberRefused> {
  const { organizationId } = actor;
  return orgDb(organizationId).$transaction(async (tx) => {
    const members = await lockMembers(tx, organizationId, [actor.userId, userId]);
    const [by, member] = [members.find(actor.userId), members.find(userId)];
    if (!by) return { ok: false, error: 'forbidden' };
    if (!member) return { ok: false, error: 'notFound' };
    const isSelf = by === member;
    const refusal = checkRemoval({ actor: by.role, isSelf, from: member.role, owners: members.owners });
    if (refusal) return { ok: false, error: refusal };
    if (handOverTo && (handOverTo === userId || !(await isAssignable(tx, handOverTo)))) return { ok: false, error: 'notAssignable' };
    await tx.membership.updateMany({ where: { userId }, data: { removedAt: now } });
    const handedOver = handOverTo && (await handOverWork(tx, { organizationId, fromId: userId, toId: handOverTo, actorId: actor.userId, now }));
    await tx.apiKey.updateMany({ where: { userId, revokedAt: null }, data: { revokedAt: now } });
    await endSessionsWithoutPlace(tx, organizationId, userId, now);
    await endLeadStreams(tx, organizationId, userId);
    await writeAudit(tx, {
      organizationId,
      actorId: actor.userId,
      action: isSelf ? 'leave' : 'remove',
      resource: 'members',
      resourceId: userId,
      label: member.name,
      before: { role: member.role, team: member.teamName },
      after: handedOver ? { handedOver } : null,
    });
    return { ok: true, name: member.name };
  }, { timeout: HAND_OVER_TIMEOUT_MS });
}

/**
 * A session belongs to a person, not to an organisation: it goes when no organisation is left. The lock makes two
 * organisations that remove the person at once do it one after the other, so that the second one sees it.
 */
async function endSessionsWithoutPlace(tx: OrgTx, organizationId: string, userId: string, now: Date): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "User" WHERE "id" = ${userId}::uuid FOR NO KEY UPDATE`;
  await tx.$executeRaw`
    DELETE FROM "Session" WHERE "userId" = ${userId}::uuid AND NOT EXISTS (
      SELECT 1 FROM "Membership" WHERE "userId" = ${userId}::uuid AND "organizationId" <> ${organizationId}::uuid AND "removedAt" IS NULL)`;
  await tx.$executeRaw`
    UPDATE "TokenFamily" SET "revokedAt" = ${now} WHERE "userId" = ${userId}::uuid AND "revokedAt" IS NULL AND NOT EXISTS (
      SELECT 1 FROM "Membership" WHERE "userId" = ${userId}::uuid AND "organizationId" <> ${organizationId}::uuid AND "removedAt" IS NULL)`;
}
