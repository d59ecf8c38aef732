import type { Prisma, Role } from '~/generated/prisma/client';
import { createOrganizationDefaults } from '~/domain/accounts/organization-defaults.server';
import { hashPassword } from '~/domain/accounts/password.server';
import { DEFAULT_RESPONSE_CLOCK } from '~/domain/leads/response-clock.schema';
import { DEMO_PASSWORD, DEMO_SLUG, DEMO_USERS, makeMember, makeOrganization, makeServices } from '../../../prisma/factories';
import { ORGANIZATION, SECOND_ORGANIZATION } from './demo-texts';

/** Moscow: also the zone of the opening hours. */
export const DEMO_CLOCK = { ...DEFAULT_RESPONSE_CLOCK, timeZone: 'Europe/Moscow' };
/** The last two of the eight services are worked on, but not asked for on the form. */
const OFFERED = 6;

export interface DemoOrganization {
  organizationId: string;
  services: { id: string }[];
  /** User ids by role. */
  userIds: Partial<Record<Role, string>>;
}

export function hashDemoPassword(): Promise<string> {
  return hashPassword(DEMO_PASSWORD);
}

/** The company that the demo sign-in opens: one person for each role, eight services, six of them on the form. */
export async function seedDemoOrganization(tx: Prisma.TransactionClient, passwordHash: string): Promise<DemoOrganization> {
  const { id: organizationId } = await makeOrganization(tx, { slug: DEMO_SLUG, ...ORGANIZATION, isDefault: true, isDemo: true });
  await createOrganizationDefaults(tx, organizationId);
  const userIds: DemoOrganization['userIds'] = {};
  for (const { role, ...user } of DEMO_USERS) {
    const made = await makeMember(tx, { organizationId, role, user: { ...user, passwordHash } });
    userIds[role] = made.user.id;
  }
  const services = await makeServices(tx, organizationId);
  await tx.catalogItem.updateMany({
    where: { organizationId, id: { in: services.slice(OFFERED).map(({ id }) => id) } },
    data: { offeredOnForm: false },
  });
  return { organizationId, services: services.slice(0, OFFERED), userIds };
}

/** A neighbour on the same installation: shows, and lets tests show, that the wall between organisations holds. */
export async function seedSecondOrganization(tx: Prisma.TransactionClient, passwordHash: string): Promise<DemoOrganization> {
  const { slug, name, ownerEmail, ownerName } = SECOND_ORGANIZATION;
  const { id: organizationId } = await makeOrganization(tx, { slug, name, isDemo: true });
  await createOrganizationDefaults(tx, organizationId);
  const { user } = await makeMember(tx, { organizationId, role: 'OWNER', user: { email: ownerEmail, name: ownerName, passwordHash } });
  return { organizationId, services: await makeServices(tx, organizationId), userIds: { OWNER: user.id } };
}
