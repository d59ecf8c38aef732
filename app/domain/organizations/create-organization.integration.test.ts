import { expect, it, vi } from 'vitest';
import { makeMember, makeOrganization } from '../../../prisma/factories';
import { ROLES } from '~/domain/accounts/permissions';
import { newOrganizationSchema } from '~/domain/accounts/setup.schema';
import { db } from '~/platform/db.server';
import { createOrganization } from './create-organization.server';

vi.stubEnv('SESSION_SECRET', 'a secret of tests that is long enough');

const input = (slug: string) => newOrganizationSchema.parse({ organizationName: 'Второй дом', slug, timeZone: 'Asia/Omsk', currency: 'KZT', services: 'Монтаж\nРемонт' });

async function personWith(role: (typeof ROLES)[number], removedAt: Date | null = null) {
  const { id: organizationId } = await makeOrganization(db);
  const { user } = await makeMember(db, { organizationId, role, removedAt });
  return { userId: user.id, name: user.name };
}

it('owners make further organisations; nobody else, nor who was one', async () => {
  for (const role of ROLES) expect((await createOrganization(await personWith(role), input(`by-${role.toLowerCase()}-${Date.now()}`))).ok, role).toBe(role === 'OWNER');
  expect(await createOrganization(await personWith('OWNER', new Date()), input(`former-${Date.now()}`))).toEqual({ ok: false, error: 'forbidden' });
});

it('one of ten at once gets the address, with all that an organisation starts with', async () => {
  const slug = `race-${Date.now()}`;
  const people = await Promise.all(Array.from({ length: 10 }, () => personWith('OWNER')));
  const results = await Promise.all(people.map((person) => createOrganization(person, input(slug))));
  expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  for (const result of results) if (!result.ok) expect(result.error).toBe('slugTaken');
  const made = await db.organization.findUniqueOrThrow({
    where: { slug },
    select: { id: true, isDefault: true, timeZone: true, memberships: { select: { userId: true, role: true } }, catalogItems: { select: { name: true } }, scoringRules: { select: { state: true } } },
  });
  const winner = people[results.findIndex(({ ok }) => ok)];
  expect(made).toMatchObject({ isDefault: false, timeZone: 'Asia/Omsk', memberships: [{ userId: winner?.userId, role: 'OWNER' }], scoringRules: [{ state: 'PUBLISHED' }] });
  expect(made.catalogItems.map(({ name }) => name).sort()).toEqual(['Монтаж', 'Ремонт']);
  expect(await db.auditLog.findMany({ where: { organizationId: made.id } })).toMatchObject([{ action: 'create', actorId: winner?.userId, actorName: winner?.name, after: { slug } }]);
});
