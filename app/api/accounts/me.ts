import { z } from '@hono/zod-openapi';
import type { ApiPerson } from '~/domain/accounts/programs/api-caller.server';
import { listMemberships } from '~/domain/accounts/members/members.server';
import { ROLES } from '~/domain/accounts/permissions';
import { detailsSchema } from '~/domain/accounts/profile.schema';
import { findPhone, updateDetails } from '~/domain/accounts/profile.server';
import { endOtherSignIns, listSessions, revokeSession } from '~/domain/accounts/sign-in/sessions.server';
import { listFamilies, revokeFamily } from '~/domain/accounts/programs/token-families.server';
import { answer, done, personOperation, type Operation } from '../ground/operation';
import { requireOwnSignIn } from '../ground/own-sign-in';
import { ApiProblem } from '../ground/problem';
import { accept, readInput } from '../ground/read-input';
import { filled, id, moment, text } from '../ground/schemas';

const TAG = 'Me';

/** An organisation in which the person works. */
export const place = z
  .object({
    id,
    slug: z.string().openapi({ example: 'demo' }),
    name: z.string().openapi({ example: 'ГеоОпора' }),
    role: z.enum(ROLES),
    timeZone: z.string().openapi({ example: 'Europe/Moscow' }),
    isDefault: z.boolean(),
    since: moment,
  })
  .openapi('Place');
const details = {
  name: filled(200).openapi({ example: 'Анна Орлова' }),
  phone: text(60).nullable().openapi({ example: '+79161234567', description: 'The person may sign in with it' }),
  language: z.enum(['ru', 'en']).nullable(),
  timeZone: text(60).nullable().openapi({ example: null, description: 'null: that of the organisation' }),
};
const me = z.object({ id, email: z.string().openapi({ example: 'anna@example.com' }), ...details, credential: z.enum(['token', 'key']), organizations: z.array(place) }).openapi('Me');
const signIn = z
  .object({ id, kind: z.enum(['browser', 'program']), userAgent: z.string().nullable(), address: z.string().nullable().openapi({ example: '198.51.100.7' }), createdAt: moment, lastUsedAt: moment, isThis: z.boolean() })
  .openapi('SignIn');

/** Where the person works; a key knows its own organisation only. */
export async function placesOf({ user, credential }: ApiPerson): Promise<z.output<typeof place>[]> {
  const rows = await listMemberships(user.id);
  return rows
    .filter(({ organizationId }) => credential.kind === 'token' || credential.organizationId === organizationId)
    .map(({ organizationId, createdAt, ...row }) => ({ id: organizationId, since: createdAt, ...row }));
}

const languageOf = (locale: string | null) => (locale === 'ru' || locale === 'en' ? locale : null);

async function meOf(person: ApiPerson): Promise<z.output<typeof me>> {
  const { user, credential } = person;
  const [phone, organizations] = await Promise.all([findPhone(user.id), placesOf(person)]);
  return { id: user.id, email: user.email, name: user.name, phone, language: languageOf(user.locale), timeZone: user.timeZone, credential: credential.kind, organizations };
}

export const meOperations: Operation[] = [
  personOperation({ id: 'auth.me', method: 'get', path: '/auth/me', tag: TAG, summary: 'Who am I', answer: me }, async ({ person }) => answer(await meOf(person))),
  personOperation(
    { id: 'auth.updateMe', method: 'patch', path: '/auth/me', tag: TAG, summary: 'Change what I say about myself', body: z.strictObject(details).partial(), answer: me, problems: ['forbidden'], conflict: 'Another person has this phone number', does: ['profile details'] },
    async ({ person, body }) => {
      requireOwnSignIn(person);
      const { user } = person;
      const known = { name: user.name, phone: await findPhone(user.id), language: languageOf(user.locale) ?? 'ru', timeZone: user.timeZone };
      const changed = readInput(detailsSchema, { ...known, ...body, language: body.language ?? known.language }, 'profile');
      accept(await updateDetails(user.id, changed));
      const { name, language, timeZone } = changed;
      return answer(await meOf({ ...person, user: { ...user, name, locale: language, timeZone } }));
    },
  ),
  personOperation({ id: 'auth.signIns', method: 'get', path: '/auth/sign-ins', tag: TAG, summary: 'List where I am signed in', answer: z.object({ items: z.array(signIn) }), problems: ['forbidden'] }, async ({ person, now }) => {
    const familyId = requireOwnSignIn(person);
    const [sessions, families] = await Promise.all([listSessions(person.user.id, now), listFamilies(person.user.id, now)]);
    return answer({
      items: [
        ...families.map((family) => ({ kind: 'program' as const, ...family, isThis: family.id === familyId })),
        ...sessions.map(({ lastSeenAt, ...session }) => ({ kind: 'browser' as const, ...session, lastUsedAt: lastSeenAt, isThis: false })),
      ],
    });
  }),
  personOperation(
    { id: 'auth.endSignIn', method: 'delete', path: '/auth/sign-ins/{signInId}', tag: TAG, summary: 'End one of my sign-ins', params: z.object({ signInId: id }), problems: ['forbidden'], does: ['profile revoke', 'profile revokeProgram'] },
    async ({ person, params: { signInId }, now }) => {
      requireOwnSignIn(person);
      const isEnded = (await revokeFamily({ userId: person.user.id, familyId: signInId, now })) || (await revokeSession(person.user.id, signInId));
      if (!isEnded) throw new ApiProblem('not-found');
      return done();
    },
  ),
  personOperation(
    { id: 'auth.endOtherSignIns', method: 'post', path: '/auth/sign-ins/end-others', tag: TAG, summary: 'End all my other sign-ins', answer: z.object({ ended: z.int().openapi({ example: 2 }) }), problems: ['forbidden'], does: ['profile revokeOthers'] },
    async ({ person, now }) => answer({ ended: await endOtherSignIns(person.user.id, { familyId: requireOwnSignIn(person) }, now) }),
  ),
];
