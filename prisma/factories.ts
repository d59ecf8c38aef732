import { randomBytes } from 'node:crypto';
import type { Prisma, PrismaClient, Role } from '~/generated/prisma/client';
import { DEFAULT_RESPONSE_CLOCK } from '~/domain/leads/response-clock.schema';
import { DEFAULT_SCORING_RULES, scoreLead, toStoredParts } from '~/domain/leads/scoring';
import { createRandom, type Random } from './random';
import * as texts from './sample-texts';

/** The unbound client or a transaction of it: factories make organisations too. */
export type FactoryDb = Pick<PrismaClient, 'organization' | 'user' | 'membership' | 'catalogItem' | 'lead'>;

export const DEMO_SLUG = 'demo';
export const DEMO_PASSWORD = 'demo-password';
/** One person for each role; see "Demo sign-in" in the README. */
export const DEMO_USERS: readonly { email: string; name: string; role: Role }[] = [
  { email: 'owner@demo.test', name: 'Ольга Белова', role: 'OWNER' },
  { email: 'admin@demo.test', name: 'Андрей Соколов', role: 'ADMIN' },
  { email: 'manager@demo.test', name: 'Мария Лебедева', role: 'MANAGER' },
  { email: 'sales@demo.test', name: 'Сергей Волков', role: 'SALES' },
  { email: 'operator@demo.test', name: 'Олег Ершов', role: 'OPERATOR' },
  { email: 'viewer@demo.test', name: 'Вера Никитина', role: 'VIEWER' },
];

/** Values repeat from run to run; what must be unique or unguessable does not. */
const defaultRandom = createRandom(20);
const ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';

function uniqueCode(length: number): string {
  return Array.from(randomBytes(length), (byte) => ALPHABET[byte % ALPHABET.length]).join('');
}

const uniqueToken = () => randomBytes(24).toString('base64url');

export function makeOrganization(db: FactoryDb, overrides: Partial<Prisma.OrganizationUncheckedCreateInput> = {}) {
  const code = uniqueCode(8);
  return db.organization.create({
    data: {
      slug: `org-${code.toLowerCase()}`,
      name: `Компания ${code}`,
      timeZone: 'Europe/Moscow',
      responseClock: DEFAULT_RESPONSE_CLOCK,
      ...overrides,
    },
  });
}

/** Without a passwordHash nobody can sign in as this user. */
export function makeUser(db: FactoryDb, overrides: Partial<Prisma.UserUncheckedCreateInput> = {}, random = defaultRandom) {
  const person = randomPerson(random);
  return db.user.create({
    data: {
      email: `user-${uniqueCode(10).toLowerCase()}@example.com`,
      name: `${person.firstName} ${person.lastName}`,
      passwordHash: '!',
      ...overrides,
    },
  });
}

/** A membership, together with its user unless `userId` names one. */
export async function makeMember(
  db: FactoryDb,
  { organizationId, role = 'OWNER', userId, user, ...overrides }: {
    organizationId: string;
    role?: Role;
    userId?: string;
    user?: Partial<Prisma.UserUncheckedCreateInput>;
  } & Partial<Omit<Prisma.MembershipUncheckedCreateInput, 'organizationId' | 'userId'>>,
) {
  const person = userId ? await db.user.findUniqueOrThrow({ where: { id: userId } }) : await makeUser(db, user);
  const membership = await db.membership.create({ data: { ...overrides, organizationId, role, userId: person.id } });
  return { user: person, membership };
}

/** A service that is offered on the form. */
export function makeService(
  db: FactoryDb,
  overrides: Partial<Prisma.CatalogItemUncheckedCreateInput> & { organizationId: string },
  random = defaultRandom,
) {
  const [name, description] = random.pick(texts.SERVICES);
  return db.catalogItem.create({ data: { kind: 'SERVICE', name, description, offeredOnForm: true, ...overrides } });
}

/** The eight services of the sample trade, in their order. */
export async function makeServices(db: FactoryDb, organizationId: string) {
  const made = [];
  for (const [position, [name, description]] of texts.SERVICES.entries()) {
    made.push(await makeService(db, { organizationId, name, description, position }));
  }
  return made;
}

export type LeadOverrides = Partial<Prisma.LeadUncheckedCreateInput> & { organizationId: string; serviceId: string };

/** A request as a visitor would send it, scored by the default table; for createMany and for makeLead. */
export function leadData(overrides: LeadOverrides, random = defaultRandom) {
  const person = randomPerson(random);
  const createdAt = overrides.createdAt ?? new Date();
  const facts = {
    budget: random.chance(0.8) ? random.pick(texts.BUDGETS) : null,
    companySize: random.weighted([['1-10', 5], ['10-50', 4], ['50-100', 2], ['100-500', 1], ['500+', 1], [null, 2]] as const),
    deadline: random.weighted([['1w', 2], ['2w', 2], ['1m', 4], ['2-3m', 3], ['3m+', 2], [null, 1]] as const),
    comments: random.chance(0.7) ? random.pick(texts.COMMENTS) : null,
    ...pickFacts(overrides),
  };
  const result = scoreLead(facts, DEFAULT_SCORING_RULES);
  return {
    reference: uniqueCode(6),
    publicToken: uniqueToken(),
    submissionKey: uniqueToken(),
    ...person,
    middleName: random.chance(0.5) ? person.middleName : null,
    email: `${uniqueCode(8).toLowerCase()}@${random.pick(texts.MAIL_HOSTS)}`,
    phone: random.chance(0.85) ? `+79${String(random.int(0, 999_999_999)).padStart(9, '0')}` : null,
    businessInfo: random.chance(0.6) ? random.pick(texts.BUSINESSES) : null,
    businessNiche: random.chance(0.7) ? random.pick(texts.NICHES) : null,
    convenientTime: random.chance(0.4) ? random.pick(texts.TIMES) : null,
    preferredContactMethod: random.pick(['phone', 'email', 'telegram', 'whatsapp', 'any']),
    privacyConsentAt: createdAt,
    ...facts,
    budgetAmount: result.budgetAmount?.toFixed(2) ?? null,
    score: result.score,
    ruleScore: result.score,
    priority: result.priority,
    scoreParts: { ...toStoredParts(result) },
    scoringVersion: 1,
    ...overrides,
    createdAt,
  } satisfies Prisma.LeadUncheckedCreateInput;
}

export function makeLead(db: FactoryDb, overrides: LeadOverrides, random = defaultRandom) {
  return db.lead.create({ data: leadData(overrides, random) });
}

/** The facts that the caller names, so that the score fits them. */
function pickFacts({ budget, companySize, deadline, comments }: LeadOverrides) {
  return Object.fromEntries(
    Object.entries({ budget, companySize, deadline, comments }).filter(([, value]) => value !== undefined),
  ) as Partial<Record<'budget' | 'companySize' | 'deadline' | 'comments', string | null>>;
}

function randomPerson(random: Random) {
  const names = random.chance(0.65) ? texts.MEN : texts.WOMEN;
  return {
    firstName: random.pick<string>(names.first),
    middleName: random.pick<string>(names.middle),
    lastName: random.pick<string>(names.last),
  };
}
