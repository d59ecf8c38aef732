import { db } from '~/platform/db.server';
import { DEFAULT_RESPONSE_CLOCK } from '~/domain/leads/response-clock.schema';
import { queueConfirmation } from './links/confirm-email.server';
import { createOrganizationDefaults } from './organization-defaults.server';
import { hashPassword } from './password.server';
import type { SetupInput } from './setup.schema';

/** Any constant: all set-ups that run at once must agree on it. */
const LOCK = 7_453_002n;

let isKnownToBeSetUp = false;

/** Whether the installation has its first organisation. Asks the database until the answer is yes, which never changes back. */
export async function isSetUp(): Promise<boolean> {
  if (isKnownToBeSetUp) return true;
  const organization = await db.organization.findFirst({ select: { id: true } });
  isKnownToBeSetUp = organization !== null;
  return isKnownToBeSetUp;
}

/**
 * Makes the first organisation, what it starts with, and its owner.
 * Works once: the database lets one set-up in at a time, and the next one finds an organisation.
 * @returns null when the installation is set up already
 */
export async function setUpInstallation(input: SetupInput): Promise<{ userId: string; slug: string } | null> {
  const passwordHash = await hashPassword(input.password);
  const made = await db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK})`;
    if (await tx.organization.findFirst({ select: { id: true } })) return null;
    const { id: organizationId, slug } = await tx.organization.create({
      data: {
        name: input.organizationName,
        slug: input.slug,
        timeZone: input.timeZone,
        currency: input.currency,
        isDefault: true,
        responseClock: DEFAULT_RESPONSE_CLOCK,
      },
      select: { id: true, slug: true },
    });
    const { id: userId } = await tx.user.create({
      data: { name: input.name, email: input.email, passwordHash },
      select: { id: true },
    });
    await tx.membership.create({ data: { organizationId, userId, role: 'OWNER' }, select: { userId: true } });
    await createOrganizationDefaults(tx, organizationId, input.services);
    await queueConfirmation(tx, { userId, email: input.email, now: new Date() });
    return { userId, slug };
  });
  isKnownToBeSetUp = true;
  return made;
}
