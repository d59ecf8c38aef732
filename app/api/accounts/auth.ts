import { z } from '@hono/zod-openapi';
import { acceptAsNewPerson, acceptAsUser, findInvitation } from '~/domain/accounts/members/accept-invitation.server';
import { ACCESS_TOKEN_SECONDS, signAccessToken } from '~/domain/accounts/programs/access-token.server';
import { joinSchema } from '~/domain/accounts/members/invitation.schema';
import { CURRENCIES } from '~/domain/accounts/organization-options';
import { PASSWORD_MAX, passwordFault } from '~/domain/accounts/password-rules';
import { passwordChangeSchema } from '~/domain/accounts/profile.schema';
import { changePassword } from '~/domain/accounts/profile.server';
import { setupSchema } from '~/domain/accounts/setup.schema';
import { isSetUp, setUpInstallation } from '~/domain/accounts/setup.server';
import { SignInRefused } from '~/domain/accounts/sign-in/sign-in.server';
import { openFamily, refreshTokens, revokeFamily, SecondFactorRefused, signInProgram, type ProgramContext, type ProgramSignIn } from '~/domain/accounts/programs/token-families.server';
import { answer, done, personOperation, publicOperation, type Call, type Operation } from '../ground/operation';
import { requireOwnSignIn } from '../ground/own-sign-in';
import { ApiProblem, invalid } from '../ground/problem';
import { accept, readInput } from '../ground/read-input';
import { filled, moment, text } from '../ground/schemas';

const TAG = 'Sign-in';

export const password = text(PASSWORD_MAX).min(1).openapi({ example: 'тёплый вечер у окна', format: 'password' });
const secret = z.string().min(1).max(200).regex(/^[\w-]+$/);
const invitation = secret.openapi({ example: 'kq0r5N3xJmRrYz8Xo2d7oWc1Jp4uE6vT9sLhAbQfGiM', description: 'The last part of the link in the invitation' });

const tokens = z
  .object({
    accessToken: z.string().openapi({ example: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl', description: 'A JWT: send it as Authorization: Bearer' }),
    tokenType: z.literal('Bearer'),
    expiresIn: z.int().openapi({ example: ACCESS_TOKEN_SECONDS, description: 'Seconds' }),
    refreshToken: z.string().openapi({ example: 'p3V9c0yqS7w1bGk5Zt8RfXn2LdHmUa4eJoYiQx6TvBs', description: 'Good once' }),
    refreshExpiresAt: moment,
  })
  .openapi('Tokens');

/** Two ways in: an invitation, or everything that the first visit of a new installation asks for. */
const registration = z
  .strictObject({
    name: filled(200).openapi({ example: 'Анна Орлова' }),
    password,
    invitation: invitation.optional(),
    language: z.enum(['ru', 'en']).optional(),
    email: text(255).optional().openapi({ example: undefined }),
    organizationName: text(200).optional().openapi({ example: undefined }),
    slug: text(60).optional().openapi({ example: undefined }),
    timeZone: text(60).optional().openapi({ example: undefined }),
    currency: z.enum(CURRENCIES).optional().openapi({ example: undefined }),
    services: z.array(filled(200)).max(50).optional().openapi({ example: undefined, description: 'Names of what the request form offers' }),
  })
  .openapi('Registration', { example: { invitation: 'kq0r5N3xJmRrYz8Xo2d7oWc1Jp4uE6vT9sLhAbQfGiM', name: 'Анна Орлова', password: 'тёплый вечер у окна' } });

function programOf({ context, request, now }: Pick<Call<never, never, never>, 'context' | 'request' | 'now'>): ProgramContext {
  return { address: context.clientAddress, userAgent: request.headers.get('User-Agent'), now };
}

async function tokensOf({ userId, familyId, refreshToken, refreshExpiresAt }: ProgramSignIn, now: Date) {
  return answer({ accessToken: await signAccessToken({ userId, familyId }, now), tokenType: 'Bearer' as const, expiresIn: ACCESS_TOKEN_SECONDS, refreshToken, refreshExpiresAt }, { headers: { 'Cache-Control': 'no-store' } });
}

/** What the limits and the checks of password and code refuse. */
export function refuseSignIn(error: unknown, wrong: ApiProblem): never {
  if (error instanceof SecondFactorRefused) throw new ApiProblem('second-factor-required', { detail: error.isWrong ? 'The code is wrong, too old, or was used.' : 'The password is right. Send `code` along too.', extra: { code: error.isWrong ? 'wrongCode' : 'codeNeeded' } });
  if (!(error instanceof SignInRefused)) throw error;
  if (error.retryAfter === 0) throw wrong;
  throw new ApiProblem('too-many-requests', { detail: 'Too many wrong passwords.', headers: { 'Retry-After': String(error.retryAfter) } });
}

type Registration = z.output<typeof registration>;

/** The person who joined by the invitation. */
async function join({ invitation: token = '', name, password: chosen, language = 'ru' }: Registration, now: Date): Promise<string> {
  const found = await findInvitation(token, now);
  if (found.state !== 'open') throw invalid('/invitation', found.state, `This invitation is ${found.state}.`);
  const person = readInput(joinSchema, { name, password: chosen }, 'auth');
  refuseFault(passwordFault(person.password, [name, found.email, found.organization]), '/password');
  const joined = accept(await acceptAsNewPerson({ token, ...person, language, now }), { closed: '/invitation', hasAccount: new ApiProblem('conflict', { detail: 'There is an account with this e-mail: sign in and accept the invitation.' }) });
  return joined.userId;
}

/** The owner of the first organisation. */
async function setUp({ invitation: _none, language: _language, services, ...rest }: Registration): Promise<string> {
  const made = await setUpInstallation(readInput(setupSchema, { ...rest, services: services?.join('\n') }, 'auth'));
  if (!made) throw byInvitation();
  return made.userId;
}

const byInvitation = () => new ApiProblem('forbidden', { detail: 'Registration is by invitation.' });

function refuseFault(fault: string | null, path: string): void {
  if (fault) throw invalid(path, fault, 'This password is too easy to guess.');
}

export const authOperations: Operation[] = [
  publicOperation(
    { id: 'auth.register', method: 'post', path: '/auth/register', tag: TAG, summary: 'Make an account', description: 'By invitation; or, while the installation has no organisation, with the first one. Then e-mail, organizationName, timeZone, currency and services are needed too.', body: registration, answer: tokens, status: 201, problems: ['forbidden'], does: ['profile join'] },
    async (call) => {
      const { body, now } = call;
      if (!body.invitation && (await isSetUp())) throw byInvitation();
      const userId = body.invitation ? await join(body, now) : await setUp(body);
      return tokensOf(await openFamily(userId, programOf(call), body.invitation ? 'invitation' : 'setup'), now);
    },
    'register',
  ),
  publicOperation(
    { id: 'auth.login', method: 'post', path: '/auth/login', tag: TAG, summary: 'Sign in', description: 'With an e-mail or a phone number. A person with a second factor sends a code of the authenticator app or a recovery code along.', body: z.strictObject({ login: filled(255).openapi({ example: 'owner@demo.test' }), password: password.openapi({ example: 'demo-password' }), code: filled(60).optional().openapi({ example: undefined, description: 'Of the authenticator app, or a recovery code' }) }).openapi('Credentials'), answer: tokens, problems: ['unauthenticated', 'second-factor-required'] },
    async (call) => {
      const signedIn = await signInProgram({ ...call.body, ...programOf(call) }).catch((error: unknown) => refuseSignIn(error, new ApiProblem('unauthenticated', { detail: 'Wrong e-mail, phone or password.' })));
      return tokensOf(signedIn, call.now);
    },
    'signIn',
  ),
  publicOperation(
    { id: 'auth.refresh', method: 'post', path: '/auth/refresh', tag: TAG, summary: 'Exchange a refresh token', description: 'Each is good once. One that comes again ends the whole sign-in.', body: z.strictObject({ refreshToken: secret.openapi({ example: 'p3V9c0yqS7w1bGk5Zt8RfXn2LdHmUa4eJoYiQx6TvBs' }) }), answer: tokens, problems: ['unauthenticated'] },
    async (call) => {
      const next = await refreshTokens({ token: call.body.refreshToken, ...programOf(call) });
      if (!next.ok) throw new ApiProblem('unauthenticated', { detail: next.error === 'reused' ? 'This refresh token was used before: the sign-in is over.' : 'There is no such refresh token, or it has run out.', extra: { code: next.error } });
      return tokensOf(next, call.now);
    },
  ),
  personOperation({ id: 'auth.logout', method: 'post', path: '/auth/logout', tag: TAG, summary: 'Sign out', description: 'Ends this sign-in: neither of its tokens is worth anything afterwards.', problems: ['forbidden'], does: ['profile switch'] }, async ({ person, now }) => {
    await revokeFamily({ userId: person.user.id, familyId: requireOwnSignIn(person), now });
    return done();
  }),
  personOperation(
    { id: 'auth.changePassword', method: 'post', path: '/auth/change-password', tag: TAG, summary: 'Change the password', description: 'Ends all other sign-ins of the person.', body: z.strictObject({ currentPassword: password.openapi({ example: 'demo-password' }), newPassword: password }), problems: ['forbidden'], does: ['profile password'] },
    async ({ person, body, context }) => {
      const { user } = person;
      const familyId = requireOwnSignIn(person);
      const change = readInput(passwordChangeSchema, body, 'auth');
      refuseFault(passwordFault(change.newPassword, [user.name, user.email]), '/newPassword');
      await changePassword({ userId: user.id, kept: { familyId }, address: context.clientAddress }, change).catch((error: unknown) => refuseSignIn(error, invalid('/currentPassword', 'wrong', 'The current password is wrong.')));
      return done();
    },
  ),
  personOperation(
    { id: 'auth.acceptInvitation', method: 'post', path: '/auth/accept-invitation', tag: TAG, summary: 'Join a further organisation', body: z.strictObject({ invitation }), answer: z.object({ slug: z.string().openapi({ example: 'demo' }) }), problems: ['forbidden'], does: ['profile accept'] },
    async ({ person, body, now }) => {
      requireOwnSignIn(person);
      const { slug } = accept(await acceptAsUser({ token: body.invitation, userId: person.user.id, now }), { closed: '/invitation', otherPerson: new ApiProblem('forbidden', { detail: 'This invitation is for another person.' }) });
      return answer({ slug });
    },
  ),
];
