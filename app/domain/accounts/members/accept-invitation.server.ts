import { randomUUID } from 'node:crypto';
import { writeAudit } from '~/domain/audit/write-audit.server';
import { db, orgDb, type OrgTx } from '~/platform/db.server';
import type { Language } from '~/platform/i18n';
import { hashSessionToken } from '~/platform/session/session-cookie.server';
import { sendConfirmation } from '../links/confirm-email.server';
import { hashPassword } from '../password.server';
import type { Role } from '../permissions';
import { tellOfNewMember } from './tell-of-member.server';

/** `unknown` is also what a link is after the invitation was sent again. */
export type InvitationState = 'open' | 'expired' | 'revoked' | 'used' | 'unknown';

export interface InvitationView {
  state: 'open';
  organizationId: string;
  organization: string;
  slug: string;
  email: string;
  role: Role;
  inviter: string | null;
  /** Told to nobody but who holds the link, which went to this address. */
  hasAccount: boolean;
}

const tokenShape = /^[\w-]{43}$/;

/** What a link leads to, or why it leads nowhere. */
export async function findInvitation(token: string | undefined, now: Date): Promise<InvitationView | { state: Exclude<InvitationState, 'open'> }> {
  if (!token || !tokenShape.test(token)) return { state: 'unknown' };
  const row = await db.invitation.findUnique({
    where: { tokenHash: hashSessionToken(token) },
    select: {
      organizationId: true, email: true, role: true, invitedById: true, acceptedAt: true, revokedAt: true, expiresAt: true,
      organization: { select: { name: true, slug: true } },
    },
  });
  if (!row) return { state: 'unknown' };
  if (row.acceptedAt) return { state: 'used' };
  if (row.revokedAt) return { state: 'revoked' };
  if (row.expiresAt <= now) return { state: 'expired' };
  const [account, inviter] = await Promise.all([
    db.user.findUnique({ where: { email: row.email }, select: { id: true } }),
    db.user.findUnique({ where: { id: row.invitedById }, select: { name: true } }),
  ]);
  const { organizationId, email, role, organization } = row;
  return { state: 'open', organizationId, organization: organization.name, slug: organization.slug, email, role, inviter: inviter?.name ?? null, hasAccount: account !== null };
}

export type AcceptResult =
  | { ok: true; userId: string; slug: string }
  /** `closed`: used, taken back, run out or unknown. `otherPerson`: it is for another e-mail. `hasAccount`: sign in instead. */
  | { ok: false; error: 'closed' | 'otherPerson' | 'hasAccount' };

/** A signed-in person joins. Works once, also under two simultaneous requests. */
export function acceptAsUser({ token, userId, now }: { token: string; userId: string; now: Date }): Promise<AcceptResult> {
  return accept(token, now, async (_tx, { email }) => {
    const user = await db.user.findUnique({ where: { id: userId }, select: { email: true } });
    return user?.email === email ? { userId } : { error: 'otherPerson' };
  });
}

interface NewPerson {
  token: string;
  name: string;
  password: string;
  language: Language;
  now: Date;
}

/** A new person joins: the account is made with the invitation's e-mail, which the link has proved. */
export async function acceptAsNewPerson({ token, name, password, language, now }: NewPerson): Promise<AcceptResult> {
  // hashing takes long: not for a link that leads nowhere, and not while rows are locked
  if ((await findInvitation(token, now)).state !== 'open') return { ok: false, error: 'closed' };
  const passwordHash = await hashPassword(password);
  const joined = await accept(token, now, async (tx, { organizationId, email }) => {
    const userId = randomUUID();
    // users belong to no organisation; the account that this makes is named by the invitation of "organizationId"
    const made = await tx.$executeRaw`
      INSERT INTO "User" ("id", "email", "name", "passwordHash", "locale", "createdAt", "updatedAt")
      SELECT ${userId}::uuid, i."email", ${name}, ${passwordHash}, ${language}, ${now}, ${now} FROM "Invitation" i
      WHERE i."organizationId" = ${organizationId}::uuid AND i."email" = ${email} AND i."tokenHash" = ${hashSessionToken(token)}
      ON CONFLICT ("email") DO NOTHING`;
    return made > 0 ? { userId } : { error: 'hasAccount' };
  });
  if (joined.ok) await sendConfirmation({ userId: joined.userId, now });
  return joined;
}

interface OpenInvitation {
  id: string;
  organizationId: string;
  email: string;
  role: Role;
  teamId: string | null;
  createdAt: Date;
}

type Joiner = { userId: string } | { error: 'otherPerson' | 'hasAccount' };

/** Locks the invitation, finds out who joins, and makes the membership: one that was ended lives again with the new role. */
async function accept(token: string, now: Date, findJoiner: (tx: OrgTx, invitation: OpenInvitation) => Promise<Joiner>): Promise<AcceptResult> {
  const tokenHash = hashSessionToken(token);
  const known = await db.invitation.findUnique({ where: { tokenHash }, select: { organizationId: true, organization: { select: { slug: true } } } });
  if (!known) return { ok: false, error: 'closed' };
  const { organizationId } = known;
  return orgDb(organizationId).$transaction(async (tx) => {
    const [invitation] = await tx.$queryRaw<OpenInvitation[]>`
      SELECT "id", "organizationId", "email", "role"::text AS "role", "teamId", "createdAt" FROM "Invitation"
      WHERE "organizationId" = ${organizationId}::uuid AND "tokenHash" = ${tokenHash} AND "acceptedAt" IS NULL AND "revokedAt" IS NULL AND "expiresAt" > ${now}
      FOR UPDATE`;
    if (!invitation) return { ok: false, error: 'closed' };
    const joiner = await findJoiner(tx, invitation);
    if ('error' in joiner) return { ok: false, error: joiner.error };
    await tx.invitation.updateMany({ where: { id: invitation.id }, data: { acceptedAt: now, acceptedById: joiner.userId } });
    await join(tx, invitation, joiner.userId, now);
    await confirmInvited(tx, invitation, joiner.userId, now);
    return { ok: true, userId: joiner.userId, slug: known.organization.slug };
  });
}

/** Who came by a link that went to their address reads its mail. A link that was handed over in another way proves nothing. */
async function confirmInvited(tx: OrgTx, { organizationId, email, createdAt }: OpenInvitation, userId: string, now: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE "User" SET "emailConfirmedAt" = ${now} WHERE "id" = ${userId}::uuid AND "email" = ${email} AND "emailConfirmedAt" IS NULL AND EXISTS (
      SELECT 1 FROM "MailMessage" m
      WHERE m."organizationId" = ${organizationId}::uuid AND m."kind" = 'member.invited' AND m."to" = ${email} AND m."createdAt" >= ${createdAt})`;
}

async function join(tx: OrgTx, { id, organizationId, email, role, teamId }: OpenInvitation, userId: string, now: Date): Promise<void> {
  // who is a member meanwhile keeps the role they have
  const changed = await tx.$executeRaw`
    INSERT INTO "Membership" AS m ("organizationId", "userId", "role", "teamId", "createdAt")
    VALUES (${organizationId}::uuid, ${userId}::uuid, ${role}::"Role",
      (SELECT "id" FROM "Team" WHERE "organizationId" = ${organizationId}::uuid AND "id" = ${teamId}::uuid), ${now})
    ON CONFLICT ("organizationId", "userId") DO UPDATE
      SET "removedAt" = NULL, "role" = EXCLUDED."role", "teamId" = EXCLUDED."teamId", "createdAt" = EXCLUDED."createdAt"
      WHERE m."organizationId" = ${organizationId}::uuid AND m."removedAt" IS NOT NULL`;
  if (changed === 0) return;
  await writeAudit(tx, { organizationId, actorId: userId, action: 'join', resource: 'members', resourceId: userId, label: email, after: { role, invitation: id } });
  await tellOfNewMember(tx, { organizationId, userId, role, now });
}
