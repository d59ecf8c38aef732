import { z } from '@hono/zod-openapi';
import type { ApiCaller } from '~/domain/accounts/programs/api-caller.server';
import { invitationSchema } from '~/domain/accounts/members/invitation.schema';
import { createInvitation, listInvitations, resendInvitation, revokeInvitation } from '~/domain/accounts/members/invitations.server';
import { ROLES } from '~/domain/accounts/permissions';
import { siteOrigin } from '~/platform/http/site-origin.server';
import { answer, done, staffOperation, type Operation } from '../ground/operation';
import { requireGivable } from '../ground/own-sign-in';
import { ApiProblem } from '../ground/problem';
import { accept, readInput } from '../ground/read-input';
import { filled, id, moment } from '../ground/schemas';

const TAG = 'Members';
const params = z.object({ invitationId: id });
const language = z.enum(['ru', 'en']).optional().openapi({ description: 'Of the first half of the mail' });

const invitation = z.object({ id, email: z.string().openapi({ example: 'anna@example.com' }), role: z.enum(ROLES), teamId: id.nullable(), createdAt: moment, expiresAt: moment }).openapi('Invitation');
const sent = z
  .object({ id, isMailed: z.boolean(), link: z.string().nullable().openapi({ example: null, description: 'Where no mail server is set up: pass it on yourself. It is told this once' }) })
  .openapi('SentInvitation');
const input = z
  .strictObject({ email: filled(255).openapi({ example: 'anna@example.com' }), role: z.enum(ROLES).openapi({ example: 'SALES' }), teamId: id.nullable().optional().openapi({ example: null }), language })
  .openapi('InvitationInput');

const actorOf = ({ org, user }: ApiCaller) => ({ organizationId: org.id, userId: user.id });
const say = (invitationId: string, { isMailed, path }: { isMailed: boolean; path: string }) => ({ id: invitationId, isMailed, link: isMailed ? null : siteOrigin() + path });
const taken = (code: string, detail: string) => new ApiProblem('conflict', { detail, extra: { code } });

export const invitationOperations: Operation[] = [
  staffOperation({ resource: 'members', action: 'create' }, { id: 'invitations.list', method: 'get', path: '/invitations', tag: TAG, summary: 'List open invitations', answer: z.object({ items: z.array(invitation) }) }, async ({ caller }) => answer({ items: await listInvitations(caller.db) })),
  staffOperation(
    { resource: 'members', action: 'create' },
    { id: 'invitations.create', method: 'post', path: '/invitations', tag: TAG, summary: 'Invite a person', body: input, answer: sent, status: 201, does: ['/settings/members invite'] },
    async ({ caller, body, now }) => {
      requireGivable(caller, body.role);
      const { language: first = 'ru', ...asked } = body;
      const checked = readInput(invitationSchema, asked, 'members');
      const made = accept(await createInvitation({ actor: actorOf(caller), language: first, now, ...checked }), {
        unknownTeam: '/teamId',
        alreadyMember: taken('alreadyMember', 'This person works here already.'),
        alreadyInvited: taken('alreadyInvited', 'This address has an open invitation.'),
      });
      return answer(say(made.id, made));
    },
  ),
  staffOperation(
    { resource: 'members', action: 'create' },
    { id: 'invitations.resend', method: 'post', path: '/invitations/{invitationId}/resend', tag: TAG, summary: 'Send an invitation again', description: 'With a new link; the old one works no longer.', params, body: z.strictObject({ language }), answer: sent, does: ['/settings/members resend'] },
    async ({ caller, params: { invitationId }, body: { language: first = 'ru' }, now }) => {
      const found = (await listInvitations(caller.db)).find((one) => one.id === invitationId);
      if (!found) throw new ApiProblem('not-found');
      requireGivable(caller, found.role);
      return answer(say(invitationId, accept(await resendInvitation({ actor: actorOf(caller), language: first, now, id: invitationId }))));
    },
  ),
  staffOperation({ resource: 'members', action: 'create' }, { id: 'invitations.revoke', method: 'delete', path: '/invitations/{invitationId}', tag: TAG, summary: 'Take an invitation back', params, does: ['/settings/members revoke'] }, async ({ caller, params: { invitationId }, now }) => {
    accept(await revokeInvitation({ actor: actorOf(caller), now, id: invitationId }));
    return done();
  }),
];
