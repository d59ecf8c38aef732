import { z } from '@hono/zod-openapi';
import type { ApiCaller } from '~/domain/accounts/programs/api-caller.server';
import { changeMember } from '~/domain/accounts/members/change-member.server';
import { findMember, listMembers, type MemberRow } from '~/domain/accounts/members/list-members.server';
import { ROLES } from '~/domain/accounts/permissions';
import { removeMember } from '~/domain/accounts/members/remove-member.server';
import { resetFactors } from '~/domain/accounts/factors/reset-factors.server';
import { PAY_KINDS, type PayTerms } from '~/domain/payroll/pay-amount';
import { payTermsSchema } from '~/domain/payroll/pay.schema';
import { listPayTerms, savePayTerms } from '~/domain/payroll/pay-terms.server';
import { answer, done, staffOperation, type Operation } from '../ground/operation';
import { requireGivable } from '../ground/own-sign-in';
import { ApiProblem, invalid } from '../ground/problem';
import { accept, readInput } from '../ground/read-input';
import { decimal, id, moment } from '../ground/schemas';

const TAG = 'Members';
const params = z.object({ memberId: id });

const terms = z.object({ kind: z.enum(PAY_KINDS), rate: decimal.openapi({ example: '900', description: 'Money per hour or per order, or percent of the subtotal' }) });
const member = z
  .object({
    id,
    name: z.string().openapi({ example: 'Сергей Волков' }),
    email: z.string().openapi({ example: 'sales@demo.test' }),
    role: z.enum(ROLES),
    teamId: id.nullable(),
    team: z.string().nullable(),
    since: moment,
    lastSeenAt: moment.nullable(),
    pay: terms.nullable().openapi({ description: 'How the person is paid; null without terms, and for those who may not see pay' }),
  })
  .openapi('Member');

const lastOwner = () => new ApiProblem('conflict', { detail: 'Somebody must stay who owns the organisation.', extra: { code: 'lastOwner' } });
const actorOf = ({ org, user }: ApiCaller) => ({ organizationId: org.id, userId: user.id });

async function withPay({ db, can }: ApiCaller, rows: readonly MemberRow[]): Promise<z.output<typeof member>[]> {
  const pay = can('payroll', 'update') === 'all' ? await listPayTerms(db, rows.map((row) => row.id)) : new Map<string, PayTerms>();
  return rows.map((row) => ({ ...row, pay: pay.get(row.id) ?? null }));
}

async function find(caller: ApiCaller, memberId: string): Promise<z.output<typeof member>> {
  const row = await findMember(caller.db, memberId);
  const [found] = row ? await withPay(caller, [row]) : [];
  if (!found) throw new ApiProblem('not-found');
  return found;
}

export const memberOperations: Operation[] = [
  staffOperation({ resource: 'members', action: 'read' }, { id: 'members.list', method: 'get', path: '/members', tag: TAG, summary: 'List members', answer: z.object({ items: z.array(member) }) }, async ({ caller }) => answer({ items: await withPay(caller, await listMembers(caller.db)) })),
  staffOperation({ resource: 'members', action: 'read' }, { id: 'members.read', method: 'get', path: '/members/{memberId}', tag: TAG, summary: 'Read a member', params, answer: member }, async ({ caller, params: { memberId } }) => answer(await find(caller, memberId))),
  staffOperation(
    { resource: 'members', action: 'update' },
    { id: 'members.update', method: 'patch', path: '/members/{memberId}', tag: TAG, summary: "Change a member's role or team", params, body: z.strictObject({ role: z.enum(ROLES), teamId: id.nullable().openapi({ example: null }) }).partial(), answer: member, conflict: 'Nobody would own the organisation, or somebody changed the member at the same time', does: ['/settings/members/:member change'] },
    async ({ caller, params: { memberId }, body }) => {
      const { role, teamId } = await find(caller, memberId);
      if (body.role && body.role !== role) requireGivable(caller, body.role);
      accept(await changeMember({ actor: actorOf(caller), userId: memberId, role, teamId, ...body, seen: { role, teamId } }), {
        unknownTeam: '/teamId',
        lastOwner: lastOwner(),
        ownRole: new ApiProblem('forbidden', { detail: 'Nobody changes their own role.' }),
        stale: new ApiProblem('conflict', { detail: 'Somebody changed the member at the same time.', extra: { code: 'stale' } }),
      });
      return answer(await find(caller, memberId));
    },
  ),
  staffOperation(
    { resource: 'members', action: 'delete' },
    { id: 'members.remove', method: 'delete', path: '/members/{memberId}', tag: TAG, summary: 'Take a member out of the organisation', description: 'What the person did stays.', params, query: z.strictObject({ handOverTo: id.optional().openapi({ description: 'Who gets the open work', example: undefined }) }), conflict: 'Nobody would own the organisation', does: ['/settings/members/:member remove'] },
    async ({ caller, params: { memberId }, query: { handOverTo = null }, now }) => {
      accept(await removeMember({ actor: actorOf(caller), userId: memberId, handOverTo, now }), { lastOwner: lastOwner(), notAssignable: invalid('query.handOverTo', 'notAssignable', 'This person cannot take the work over.') });
      return done();
    },
  ),
  staffOperation(
    { resource: 'members', action: 'update' },
    { id: 'members.resetFactors', method: 'post', path: '/members/{memberId}/reset-factors', tag: TAG, summary: "Take a member's second factors away", description: 'For who lost phone and recovery codes. The password remains; all sign-ins of the person end.', params, conflict: 'The person works in another organisation too', does: ['/settings/members/:member resetFactors'] },
    async ({ caller, params: { memberId }, now }) => {
      accept(await resetFactors({ actor: actorOf(caller), userId: memberId, now }), { worksElsewhere: new ApiProblem('conflict', { detail: 'The person works in another organisation too.', extra: { code: 'worksElsewhere' } }) });
      return done();
    },
  ),
  staffOperation(
    { resource: 'payroll', action: 'update', scope: 'all' },
    { id: 'members.setTerms', method: 'put', path: '/members/{memberId}/pay', tag: TAG, summary: 'Set how a member is paid', description: 'From now on; what was earned stays. Without a kind the member has no terms.', params, body: z.strictObject({ kind: z.enum(PAY_KINDS).nullable(), rate: decimal.nullable().openapi({ example: '900' }) }), does: ['/settings/members/:member terms'] },
    async ({ caller, params: { memberId }, body }) => {
      const parsed = readInput(payTermsSchema, { payKind: body.kind, payRate: body.rate }, 'money');
      if (!(await savePayTerms({ organizationId: caller.org.id, actorId: caller.user.id, userId: memberId, terms: parsed }))) throw new ApiProblem('not-found');
      return done();
    },
  ),
];
