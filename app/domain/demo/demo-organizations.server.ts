import type { Prisma, Role } from '~/generated/prisma/client';
import { createOrganizationDefaults } from '~/domain/accounts/organization-defaults.server';
import { hashPassword } from '~/domain/accounts/password.server';
import { DEFAULT_RESPONSE_CLOCK } from '~/domain/leads/response-clock.schema';
import { DEMO_PASSWORD, DEMO_SLUG, DEMO_USERS, makeMember, makeOrganization, makeServices } from '../../../prisma/factories';
import type { OperatorSpec } from '../../../prisma/order-specs';
import { OPERATORS } from './demo-catalog-texts';
import { ORGANIZATION, SECOND_ORGANIZATION } from './demo-texts';

/** Moscow: also the zone of the opening hours. */
export const DEMO_CLOCK = { ...DEFAULT_RESPONSE_CLOCK, timeZone: 'Europe/Moscow' };
/** The last two of the eight services are worked on, but not asked for on the form. */
const OFFERED = 6;
const FIRST_OPERATOR = { payKind: 'HOURLY', payRate: '650' } as const;

export interface DemoOrganization {
  organizationId: string;
  /** Those that the form offers. */
  services: { id: string }[];
  /** All that the form may offer, in their order. */
  formServiceIds: string[];
  /** User ids by role. */
  userIds: Partial<Record<Role, string>>;
  /** Those who drive the machines, and how they are paid. */
  operators: OperatorSpec[];
  /** Names by user ids. */
  people: Record<string, string>;
}

export function hashDemoPassword(): Promise<string> {
  return hashPassword(DEMO_PASSWORD);
}

/** The company that the demo sign-in opens: one person for each role and some more operators, eight services, six of them on the form. */
export async function seedDemoOrganization(tx: Prisma.TransactionClient, passwordHash: string): Promise<DemoOrganization> {
  const { id: organizationId } = await makeOrganization(tx, { slug: DEMO_SLUG, ...ORGANIZATION, isDefault: true, isDemo: true });
  await createOrganizationDefaults(tx, organizationId, [], ORGANIZATION.privacyText);
  const userIds: DemoOrganization['userIds'] = {};
  const people: DemoOrganization['people'] = {};
  const operators: OperatorSpec[] = [];
  for (const { role, ...user } of DEMO_USERS) {
    const pay = role === 'OPERATOR' ? FIRST_OPERATOR : {};
    const made = await makeMember(tx, { organizationId, role, ...pay, user: { ...user, passwordHash, emailConfirmedAt: new Date() } });
    userIds[role] = made.user.id;
    people[made.user.id] = user.name;
    if (role === 'OPERATOR') operators.push({ userId: made.user.id, ...FIRST_OPERATOR });
  }
  for (const { payKind, payRate, ...user } of OPERATORS) {
    const made = await makeMember(tx, { organizationId, role: 'OPERATOR', payKind, payRate, user: { ...user, passwordHash, emailConfirmedAt: new Date() } });
    people[made.user.id] = user.name;
    operators.push({ userId: made.user.id, payKind, payRate });
  }
  const services = await makeServices(tx, organizationId);
  await tx.catalogItem.updateMany({
    where: { organizationId, id: { in: services.slice(OFFERED).map(({ id }) => id) } },
    data: { offeredOnForm: false },
  });
  return { organizationId, services: services.slice(0, OFFERED), formServiceIds: services.map(({ id }) => id), userIds, operators, people };
}

/** A neighbour on the same installation: shows, and lets tests show, that the wall between organisations holds. */
export async function seedSecondOrganization(tx: Prisma.TransactionClient, passwordHash: string): Promise<DemoOrganization> {
  const { slug, name, ownerEmail, ownerName } = SECOND_ORGANIZATION;
  const { id: organizationId } = await makeOrganization(tx, { slug, name, isDemo: true });
  await createOrganizationDefaults(tx, organizationId);
  const { user } = await makeMember(tx, { organizationId, role: 'OWNER', user: { email: ownerEmail, name: ownerName, passwordHash, emailConfirmedAt: new Date() } });
  const services = await makeServices(tx, organizationId);
  return { organizationId, services, formServiceIds: services.map(({ id }) => id), userIds: { OWNER: user.id }, operators: [], people: { [user.id]: ownerName } };
}
