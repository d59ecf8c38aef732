import { writeAudit } from '~/domain/audit/write-audit.server';
import { orgDb, type OrgDb, type OrgTx } from '~/platform/db.server';
import { siteOrigin } from '~/platform/http/site-origin.server';
import type { Language } from '~/platform/i18n';
import { isMailConfigured, queueMail } from '~/platform/mail.server';
import { hashSessionToken, newSessionToken } from '~/platform/session/session-cookie.server';
import { requireBudget } from '~/platform/rate-limit.server';
import { findTeamName } from './change-member.server';
import { writeInvitationMail } from './invitation-mail.server';
import type { MemberActor } from './member-command';
import { canChangeMember, type Role } from '../permissions';

/** How long a link works. */
export const INVITATION_DAYS = 7;
/** The kind of the mail that holds an invitation's link. */
export const INVITATION_MAIL = 'member.invited';
const LIFE_MS = INVITATION_DAYS * 24 * 60 * 60 * 1000;

/** What is still to be answered: neither accepted nor taken back. One that has run out is open too, until it is sent again. */
const open = { acceptedAt: null, revokedAt: null } as const;

/** The invitations that nobody has answered, newest first. Never the secret: it is not kept. */
export function listInvitations(db: OrgDb) {
  return db.invitation.findMany({
    where: open,
    select: { id: true, email: true, role: true, teamId: true, createdAt: true, expiresAt: true },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: 200,
  });
}

interface Sending {
  actor: MemberActor;
  /** Of the mail's first half; the other language follows. */
  language: Language;
  now: Date;
}

/** The way of the link on this site; it is never told again. */
type Sent = { ok: true; email: string; path: string; isMailed: boolean };

export type InviteRefused = { ok: false; error: 'forbidden' | 'alreadyMember' | 'alreadyInvited' | 'unknownTeam' };

/**
 * Asks a person to join. Whether the address has an account here is neither asked nor told. The database lets one open
 * invitation per address stand; one that has run out makes room. @throws {Response} 429
 */
export async function createInvitation(
  { actor, language, now, email, role, teamId }: Sending & { email: string; role: Role; teamId: string | null },
): Promise<(Sent & { id: string }) | InviteRefused> {
  const { organizationId } = actor;
  await requireBudget('invite', organizationId);
  return orgDb(organizationId).$transaction(async (tx) => {
    const by = await findActor(tx, actor);
    if (!by || !canChangeMember(by.role, role)) return { ok: false, error: 'forbidden' };
    const teamName = await findTeamName(tx, teamId);
    if (teamId !== null && teamName === null) return { ok: false, error: 'unknownTeam' };
    if (await tx.membership.findFirst({ where: { removedAt: null, user: { email } }, select: { userId: true } })) return { ok: false, error: 'alreadyMember' };
    await tx.invitation.updateMany({ where: { ...open, email, expiresAt: { lte: now } }, data: { revokedAt: now } });
    const token = newSessionToken();
    const [made] = await tx.invitation.createManyAndReturn({
      data: [{ organizationId, email, role, teamId, tokenHash: hashSessionToken(token), invitedById: actor.userId, createdAt: now, expiresAt: new Date(now.getTime() + LIFE_MS) }],
      skipDuplicates: true,
      select: { id: true },
    });
    if (!made) return { ok: false, error: 'alreadyInvited' };
    await writeAudit(tx, { organizationId, actorId: actor.userId, action: 'invite', resource: 'members', resourceId: made.id, label: email, after: { role, team: teamName } });
    return { ...(await send(tx, { organizationId, email, token, language, inviter: by.user.name })), id: made.id };
  });
}

/** Sends an invitation again with a new link; the old one works no longer. */
export async function resendInvitation({ actor, language, now, id }: Sending & { id: string }): Promise<Sent | { ok: false; error: 'notFound' | 'forbidden' }> {
  const { organizationId } = actor;
  await requireBudget('invite', organizationId);
  return orgDb(organizationId).$transaction(async (tx) => {
    const by = await findActor(tx, actor);
    const invitation = await tx.invitation.findFirst({ where: { id, ...open }, select: { email: true, role: true } });
    if (!invitation) return { ok: false, error: 'notFound' };
    if (!by || !canChangeMember(by.role, invitation.role)) return { ok: false, error: 'forbidden' };
    const token = newSessionToken();
    const { count } = await tx.invitation.updateMany({
      where: { id, ...open },
      data: { tokenHash: hashSessionToken(token), expiresAt: new Date(now.getTime() + LIFE_MS), invitedById: actor.userId },
    });
    if (count === 0) return { ok: false, error: 'notFound' };
    await writeAudit(tx, { organizationId, actorId: actor.userId, action: 'resend', resource: 'members', resourceId: id, label: invitation.email });
    return send(tx, { organizationId, email: invitation.email, token, language, inviter: by.user.name });
  });
}

/** Takes an invitation back: its link works no longer. */
export async function revokeInvitation({ actor, now, id }: Pick<Sending, 'actor' | 'now'> & { id: string }): Promise<{ ok: true; email: string } | { ok: false; error: 'notFound' | 'forbidden' }> {
  const { organizationId } = actor;
  return orgDb(organizationId).$transaction(async (tx) => {
    const by = await findActor(tx, actor);
    const invitation = await tx.invitation.findFirst({ where: { id, ...open }, select: { email: true, role: true } });
    if (!invitation) return { ok: false, error: 'notFound' };
    if (!by || !canChangeMember(by.role, invitation.role)) return { ok: false, error: 'forbidden' };
    const { count } = await tx.invitation.updateMany({ where: { id, ...open }, data: { revokedAt: now } });
    if (count === 0) return { ok: false, error: 'notFound' };
    await writeAudit(tx, { organizationId, actorId: actor.userId, action: 'revoke', resource: 'members', resourceId: id, label: invitation.email });
    return { ok: true, email: invitation.email };
  });
}

function findActor(tx: OrgTx, { userId }: MemberActor) {
  return tx.membership.findFirst({ where: { userId, removedAt: null }, select: { role: true, user: { select: { name: true } } } });
}

interface Mailing {
  organizationId: string;
  email: string;
  token: string;
  language: Language;
  inviter: string;
}

/** Without a mail server nothing is kept for later: a link that lies in an outbox is a link in the wrong hands. */
async function send(tx: OrgTx, { organizationId, email, token, language, inviter }: Mailing): Promise<Sent> {
  const path = `/invite/${token}`;
  const isMailed = isMailConfigured();
  if (isMailed) {
    const { name } = await tx.organization.findFirstOrThrow({ select: { name: true } });
    const mail = await writeInvitationMail({ organization: name, inviter, url: siteOrigin() + path, days: INVITATION_DAYS }, language);
    await queueMail(tx, [{ organizationId, kind: INVITATION_MAIL, to: email, ...mail }]);
  }
  return { ok: true, email, path, isMailed };
}
