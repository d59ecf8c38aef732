import { z } from '@hono/zod-openapi';
import { CURRENCIES } from '~/domain/accounts/organization-options';
import { newOrganizationSchema } from '~/domain/accounts/setup.schema';
import { removeMember } from '~/domain/accounts/members/remove-member.server';
import { createOrganization } from '~/domain/organizations/create-organization.server';
import { place, placesOf } from './me';
import { answer, done, personOperation, staffOperation, type Operation } from '../ground/operation';
import { requireOwnSignIn } from '../ground/own-sign-in';
import { ApiProblem, invalid } from '../ground/problem';
import { accept, readInput } from '../ground/read-input';
import { filled, id, text } from '../ground/schemas';

const TAG = 'Organizations';

const input = z
  .strictObject({
    name: filled(200).openapi({ example: 'Второй участок' }),
    slug: text(60).optional().openapi({ example: 'vtoroy-uchastok', description: 'The part of its addresses; made from the name when it is not given' }),
    timeZone: filled(60).openapi({ example: 'Europe/Moscow', description: 'IANA name' }),
    currency: z.enum(CURRENCIES),
    services: z.array(filled(200)).min(1).max(50).openapi({ example: ['Монтаж', 'Ремонт'], description: 'Names of what the request form offers' }),
  })
  .openapi('OrganizationInput');

export const organizationOperations: Operation[] = [
  personOperation({ id: 'organizations.list', method: 'get', path: '/organizations', tag: TAG, summary: 'List my organisations', answer: z.object({ items: z.array(place) }) }, async ({ person }) => answer({ items: await placesOf(person) })),
  personOperation(
    { id: 'organizations.create', method: 'post', path: '/organizations', tag: TAG, summary: 'Make a further organisation', description: 'For owners of one. You own it.', body: input, answer: z.object({ id, slug: z.string().openapi({ example: 'vtoroy-uchastok' }) }).openapi('CreatedOrganization'), status: 201, problems: ['forbidden'] },
    async ({ person, body }) => {
      requireOwnSignIn(person);
      const { name, services, ...rest } = body;
      const checked = readInput(newOrganizationSchema, { ...rest, organizationName: name, services: services.join('\n') }, 'auth');
      const made = accept(await createOrganization({ userId: person.user.id, name: person.user.name }, checked), { slugTaken: invalid('/slug', 'slugTaken', 'This address is taken.') });
      return answer({ id: made.id, slug: made.slug });
    },
  ),
  staffOperation(null, { id: 'organizations.leave', method: 'post', path: '/organizations/current/leave', tag: TAG, summary: 'Leave this organisation', description: 'What you did stays. The last owner cannot leave.', does: ['profile leave'] }, async ({ caller, now }) => {
    requireOwnSignIn(caller);
    const lastOwner = new ApiProblem('conflict', { detail: 'You are the last owner.', extra: { code: 'lastOwner' } });
    accept(await removeMember({ actor: { organizationId: caller.org.id, userId: caller.user.id }, userId: caller.user.id, handOverTo: null, now }), { lastOwner });
    return done();
  }),
];
