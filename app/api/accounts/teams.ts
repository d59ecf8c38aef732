import { z } from '@hono/zod-openapi';
import type { ApiCaller } from '~/domain/accounts/programs/api-caller.server';
import { teamSchema } from '~/domain/accounts/members/team.schema';
import { createTeam, deleteTeam, listTeams, renameTeam } from '~/domain/accounts/members/teams.server';
import { answer, done, staffOperation, type Operation } from '../ground/operation';
import { accept, readInput } from '../ground/read-input';
import { created, filled, id } from '../ground/schemas';
import { invalid } from '../ground/problem';

const TAG = 'Members';
const params = z.object({ teamId: id });
const NEED = { resource: 'members', action: 'update' } as const;

const team = z.object({ id, name: z.string().openapi({ example: 'Север' }), members: z.array(z.object({ id, name: z.string() })) }).openapi('Team');
const input = z.strictObject({ name: filled(100).openapi({ example: 'Север' }) });

const actorOf = ({ org, user }: ApiCaller) => ({ organizationId: org.id, userId: user.id });
const nameTaken = () => ({ nameTaken: invalid('/name', 'nameTaken', 'There is a team of this name.') });

export const teamOperations: Operation[] = [
  staffOperation(NEED, { id: 'teams.list', method: 'get', path: '/teams', tag: TAG, summary: 'List teams', answer: z.object({ items: z.array(team) }) }, async ({ caller }) => answer({ items: await listTeams(caller.db) })),
  staffOperation(NEED, { id: 'teams.create', method: 'post', path: '/teams', tag: TAG, summary: 'Make a team', body: input, answer: created, status: 201, does: ['/settings/teams create'] }, async ({ caller, body }) => {
    const made = accept(await createTeam(actorOf(caller), readInput(teamSchema, body, 'members').name), nameTaken());
    return answer({ id: made.id });
  }),
  staffOperation(NEED, { id: 'teams.rename', method: 'patch', path: '/teams/{teamId}', tag: TAG, summary: 'Rename a team', params, body: input, does: ['/settings/teams rename'] }, async ({ caller, params: { teamId }, body }) => {
    accept(await renameTeam(actorOf(caller), teamId, readInput(teamSchema, body, 'members').name), nameTaken());
    return done();
  }),
  staffOperation(NEED, { id: 'teams.delete', method: 'delete', path: '/teams/{teamId}', tag: TAG, summary: 'Take a team away', description: 'Its people stay.', params, does: ['/settings/teams delete'] }, async ({ caller, params: { teamId } }) => {
    accept(await deleteTeam(actorOf(caller), teamId));
    return done();
  }),
];
