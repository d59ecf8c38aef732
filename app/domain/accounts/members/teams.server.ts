import { writeAudit, type AuditEntry } from '~/domain/audit/write-audit.server';
import { orgDb, type OrgDb, type OrgTx } from '~/platform/db.server';

export interface TeamRow {
  id: string;
  name: string;
  members: { id: string; name: string }[];
}

/** The organisation's teams with who is in them now, by name. */
export async function listTeams(db: OrgDb): Promise<TeamRow[]> {
  const rows = await db.team.findMany({
    select: { id: true, name: true, members: { where: { removedAt: null }, select: { userId: true, user: { select: { name: true } } } } },
  });
  return rows
    .map(({ members, ...team }) => ({ ...team, members: members.map(({ userId, user }) => ({ id: userId, name: user.name })).sort(byName) }))
    .sort(byName);
}

const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name, 'ru');

interface TeamActor {
  organizationId: string;
  userId: string;
}

export type TeamResult = { ok: true; id: string; name: string } | { ok: false; error: 'notFound' | 'nameTaken' };

/** Makes a team. Two of one name at once: the database lets one stand. */
export function createTeam(actor: TeamActor, name: string): Promise<TeamResult> {
  const { organizationId } = actor;
  return orgDb(organizationId).$transaction(async (tx) => {
    const [team] = await tx.team.createManyAndReturn({ data: [{ organizationId, name }], skipDuplicates: true, select: { id: true } });
    if (!team) return { ok: false, error: 'nameTaken' };
    await note(tx, actor, { action: 'create', resourceId: team.id, label: name, after: { name } });
    return { ok: true, id: team.id, name };
  });
}

/** Gives a team another name. */
export function renameTeam(actor: TeamActor, id: string, name: string): Promise<TeamResult> {
  const { organizationId } = actor;
  return orgDb(organizationId).$transaction(async (tx) => {
    const team = await tx.team.findFirst({ where: { id }, select: { name: true } });
    if (!team) return { ok: false, error: 'notFound' };
    const renamed = await tx.$executeRaw`
      UPDATE "Team" SET "name" = ${name} WHERE "organizationId" = ${organizationId}::uuid AND "id" = ${id}::uuid
        AND NOT EXISTS (SELECT 1 FROM "Team" other WHERE other."organizationId" = ${organizationId}::uuid AND other."name" = ${name} AND other."id" <> ${id}::uuid)`;
    if (renamed === 0) return { ok: false, error: 'nameTaken' };
    await note(tx, actor, { action: 'update', resourceId: id, label: name, before: { name: team.name }, after: { name } });
    return { ok: true, id, name };
  });
}

/** Takes a team away; its people and what they did stay, invitations to it lead to no team. */
export function deleteTeam(actor: TeamActor, id: string): Promise<TeamResult> {
  return orgDb(actor.organizationId).$transaction(async (tx) => {
    const team = await tx.team.findFirst({ where: { id }, select: { name: true } });
    if (!team) return { ok: false, error: 'notFound' };
    await tx.membership.updateMany({ where: { teamId: id }, data: { teamId: null } });
    await tx.invitation.updateMany({ where: { teamId: id }, data: { teamId: null } });
    const { count } = await tx.team.deleteMany({ where: { id } });
    if (count === 0) return { ok: false, error: 'notFound' };
    await note(tx, actor, { action: 'delete', resourceId: id, label: team.name, before: { name: team.name } });
    return { ok: true, id, name: team.name };
  });
}

function note(tx: OrgTx, { organizationId, userId }: TeamActor, entry: Pick<AuditEntry, 'action' | 'resourceId' | 'label' | 'before' | 'after'>) {
  return writeAudit(tx, { organizationId, actorId: userId, resource: 'teams', ...entry });
}
