import type { Prisma } from '~/generated/prisma/client';
import { auditRow } from '~/domain/audit/write-audit.server';
import { normalizeEmail } from '~/domain/contacts/email';
import { db } from '~/platform/db.server';
import { tellOfFactor } from './factor-notice.server';
import { lockFactors } from './factors.server';
import { lockMembers } from '../members/lock-members.server';
import type { MemberActor } from '../members/member-command';
import { canChangeMember } from '../permissions';
import { endSignIns } from '../sign-in/sessions.server';

export type FactorsReset = { ok: true; name: string } | { ok: false; error: 'notFound' | 'forbidden' | 'worksElsewhere' };

/**
 * Takes a member's second factors away, for who can show none any more, and ends all of their sign-ins: the password remains. Nobody
 * does it for themselves, and not for a person who works in another organisation too, whose data it would open a little.
 */
export async function resetFactors({ actor, userId, now }: { actor: MemberActor; userId: string; now: Date }): Promise<FactorsReset> {
  const { organizationId } = actor;
  return db.$transaction(async (tx) => {
    const members = await lockMembers(tx, organizationId, [actor.userId, userId]);
    const [by, member] = [members.find(actor.userId), members.find(userId)];
    if (!by) return { ok: false, error: 'forbidden' };
    if (!member) return { ok: false, error: 'notFound' };
    if (by === member || !canChangeMember(by.role, member.role)) return { ok: false, error: 'forbidden' };
    await lockFactors(tx, userId);
    if (await tx.membership.findFirst({ where: { userId, removedAt: null, organizationId: { not: organizationId } }, select: { userId: true } })) return { ok: false, error: 'worksElsewhere' };
    await dropFactors(tx, userId, now);
    const { name: organization } = await tx.organization.findUniqueOrThrow({ where: { id: organizationId }, select: { name: true } });
    const row = auditRow({ organizationId, actorId: actor.userId, action: 'resetFactors', resource: 'members', resourceId: userId, label: member.name }, by.name);
    if (row) await tx.auditLog.create({ data: row, select: { id: true } });
    await tellOfFactor(tx, { userId, change: 'reset', values: { organization } });
    return { ok: true, name: member.name };
  });
}

/**
 * The same by whoever runs the server, for a person whom no owner can help.
 * @returns the person's name; null when nobody has this e-mail
 */
export async function resetFactorsByHost(email: string, now: Date): Promise<string | null> {
  return db.$transaction(async (tx) => {
    const user = await tx.user.findUnique({ where: { email: normalizeEmail(email) }, select: { id: true, name: true, memberships: { where: { removedAt: null }, select: { organizationId: true } } } });
    if (!user) return null;
    await lockFactors(tx, user.id);
    await dropFactors(tx, user.id, now);
    for (const { organizationId } of user.memberships) {
      const row = auditRow({ organizationId, actorId: null, action: 'resetFactors', resource: 'members', resourceId: user.id, label: user.name }, null);
      if (row) await tx.auditLog.create({ data: row, select: { id: true } });
    }
    await tellOfFactor(tx, { userId: user.id, change: 'resetByHost' });
    return user.name;
  });
}

async function dropFactors(tx: Prisma.TransactionClient, userId: string, now: Date): Promise<void> {
  await tx.user.update({ where: { id: userId }, data: { totpSecret: null, totpConfirmedAt: null, totpLastStep: null }, select: { id: true } });
  await tx.passkey.deleteMany({ where: { userId } });
  await tx.recoveryCode.deleteMany({ where: { userId } });
  await endSignIns(tx, { userId, now });
}
