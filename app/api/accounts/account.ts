import { z } from '@hono/zod-openapi';
import { AVATAR_LIMITS } from '~/domain/accounts/avatar-rules';
import { readPicture, removeAvatar, setAvatar } from '~/domain/accounts/avatar.server';
import { cancelEmailChange, requestEmailChange } from '~/domain/accounts/links/change-email.server';
import { confirmEmail, sendConfirmation } from '~/domain/accounts/links/confirm-email.server';
import { readDevice } from '~/domain/accounts/sign-in/device';
import { findPlace } from '~/domain/accounts/sign-in/find-place.server';
import { emailChangeSchema, forgotSchema, resetSchema } from '~/domain/accounts/profile.schema';
import { requestPasswordReset, resetPassword } from '~/domain/accounts/links/reset-password.server';
import { listSignIns, SIGN_IN_EVENT_DAYS } from '~/domain/accounts/sign-in/sign-in-events.server';
import { SignInRefused } from '~/domain/accounts/sign-in/sign-in.server';
import { answer, done, personOperation, publicOperation, staffOperation, type Operation } from '../ground/operation';
import { requireOwnSignIn } from '../ground/own-sign-in';
import { ApiProblem, conflict, invalid } from '../ground/problem';
import { accept, readInput } from '../ground/read-input';
import { withUpload } from '../ground/read-upload';
import { id, moment, text } from '../ground/schemas';
import { password } from './auth';

const TAG = 'Account';
const UPLOADED = 'picture';

const token = z.string().min(1).max(200).regex(/^[\w-]+$/).openapi({ example: 'kq0r5N3xJmRrYz8Xo2d7oWc1Jp4uE6vT9sLhAbQfGiM', description: 'The last part of the link in the mail' });
const email = text(255).openapi({ example: 'anna@example.com' });
const signInEvent = z
  .object({
    id,
    method: z.string().openapi({ example: 'password' }),
    outcome: z.enum(['ok', 'wrongPassword', 'wrongCode', 'blocked']),
    browser: z.string().nullable().openapi({ example: 'Chrome' }),
    system: z.string().nullable().openapi({ example: 'Windows' }),
    country: z.string().nullable().openapi({ example: 'DE', description: 'ISO 3166, by the address; null where unknown or in a local network' }),
    isLocal: z.boolean(),
    address: z.string().nullable().openapi({ example: '198.51.100.7' }),
    userAgent: z.string().nullable(),
    at: moment,
  })
  .openapi('SignInEvent');

const tooMany = (seconds?: number) => new ApiProblem('too-many-requests', { detail: 'Too many in a row.', ...(seconds && { headers: { 'Retry-After': String(seconds) } }) });
const refusals = { noMail: conflict('noMail', 'This installation has no mail server.'), tooManyLetters: tooMany() };

export const accountOperations: Operation[] = [
  publicOperation(
    { id: 'auth.forgotPassword', method: 'post', path: '/auth/forgot-password', tag: TAG, summary: 'Ask for a link that sets a new password', description: 'The answer is the same whether there is such an account or not. The link works for 30 minutes and once.', body: z.strictObject({ email }), does: ['profile forgot'] },
    async ({ body, context }) => {
      const seconds = await requestPasswordReset({ email: readInput(forgotSchema, body, 'auth').email, address: context.clientAddress });
      if (seconds > 0) throw tooMany(seconds);
      return done();
    },
  ),
  publicOperation(
    { id: 'auth.resetPassword', method: 'post', path: '/auth/reset-password', tag: TAG, summary: 'Set a new password by a link', description: 'Ends all sessions and programs\' sign-ins of the person; API keys stay.', body: z.strictObject({ token, password }), does: ['profile reset'] },
    async ({ body, now }) => {
      const chosen = readInput(resetSchema, { password: body.password }, 'auth').password;
      const reset = await resetPassword({ token: body.token, password: chosen, now });
      if (reset.ok) return done();
      if (reset.error === 'closed') throw invalid('/token', 'closed', 'This link works no longer.');
      throw invalid('/password', reset.error, 'This password is too easy to guess.');
    },
  ),
  publicOperation(
    { id: 'auth.confirmEmail', method: 'post', path: '/auth/confirm-email', tag: TAG, summary: 'Confirm an e-mail by a link', description: 'Of a new account, or of a change: then it is the address to sign in with from now on.', body: z.strictObject({ token }), answer: z.object({ email, isChanged: z.boolean() }), conflict: 'Another account has the address meanwhile', does: ['profile confirm'] },
    async ({ body, now }) => {
      const confirmed = accept(await confirmEmail({ token: body.token, now }), { closed: '/token', taken: conflict('taken', 'Another account has this address.') });
      return answer({ email: confirmed.email, isChanged: confirmed.kind === 'CHANGE_EMAIL' });
    },
  ),
  personOperation(
    { id: 'auth.sendConfirmation', method: 'post', path: '/auth/send-confirmation', tag: TAG, summary: 'Send the link that confirms my e-mail again', problems: ['forbidden'], conflict: 'It is confirmed already, or there is no mail server', does: ['profile sendAgain'] },
    async ({ person, now }) => {
      requireOwnSignIn(person);
      accept(await sendConfirmation({ userId: person.user.id, now }), refusals);
      return done();
    },
  ),
  personOperation(
    { id: 'auth.changeEmail', method: 'post', path: '/auth/change-email', tag: TAG, summary: 'Ask for another e-mail to sign in with', description: 'A link goes to the new address, a word about it to the old one. The old one stays until the link is followed.', body: z.strictObject({ email, currentPassword: password.openapi({ example: 'demo-password' }) }), problems: ['forbidden'], conflict: 'There is no mail server', does: ['profile email'] },
    async ({ person, body, context, now }) => {
      requireOwnSignIn(person);
      const change = readInput(emailChangeSchema, body, 'profile');
      const asked = await requestEmailChange({ userId: person.user.id, ...change, address: context.clientAddress, now }).catch((error: unknown) => {
        if (!(error instanceof SignInRefused)) throw error;
        throw error.retryAfter > 0 ? tooMany(error.retryAfter) : invalid('/currentPassword', 'wrong', 'The current password is wrong.');
      });
      accept(asked, { ...refusals, sameEmail: '/email' });
      return done();
    },
  ),
  personOperation({ id: 'auth.keepEmail', method: 'delete', path: '/auth/change-email', tag: TAG, summary: 'Call a change of my e-mail off', problems: ['forbidden', 'not-found'], does: ['profile keepEmail'] }, async ({ person, now }) => {
    requireOwnSignIn(person);
    if (!(await cancelEmailChange(person.user.id, now))) throw new ApiProblem('not-found');
    return done();
  }),
  personOperation(
    { id: 'auth.signInHistory', method: 'get', path: '/auth/sign-in-history', tag: TAG, summary: 'When and from where I signed in', description: `The last fifty, refused ones too, of ${SIGN_IN_EVENT_DAYS} days; the newest first.`, answer: z.object({ items: z.array(signInEvent) }), problems: ['forbidden'] },
    async ({ person }) => {
      requireOwnSignIn(person);
      const rows = await listSignIns(person.user.id);
      return answer({
        items: rows.map(({ outcome, ...row }) => {
          const place = findPlace(row.address);
          return { ...row, outcome: outcome as z.output<typeof signInEvent>['outcome'], ...readDevice(row.userAgent), country: place.kind === 'country' ? place.code : null, isLocal: place.kind === 'local' };
        }),
      });
    },
  ),
  personOperation(
    { id: 'auth.setPicture', method: 'put', path: '/auth/me/picture', tag: TAG, summary: 'Set my picture', description: 'It is cropped to a square; places and cameras are left out.', upload: z.object({ [UPLOADED]: z.any().openapi({ type: 'string', format: 'binary', description: `PNG, JPEG or WebP, told by its content, of at most ${AVATAR_LIMITS.bytes} bytes` }) }), problems: ['forbidden'], does: ['profile picture'] },
    async ({ person, request }) => {
      requireOwnSignIn(person);
      const set = await withUpload(request, UPLOADED, { fieldBytes: 1024, textBytes: 4096, files: 1, fileBytes: AVATAR_LIMITS.bytes }, ({ uploads: [first] }) => setAvatar(person.user.id, first.path));
      accept(set, { unreadable: `/${UPLOADED}` });
      return done();
    },
  ),
  personOperation({ id: 'auth.removePicture', method: 'delete', path: '/auth/me/picture', tag: TAG, summary: 'Remove my picture', problems: ['forbidden', 'not-found'], does: ['profile noPicture'] }, async ({ person }) => {
    requireOwnSignIn(person);
    if (!(await removeAvatar(person.user.id))) throw new ApiProblem('not-found');
    return done();
  }),
  staffOperation(null, { id: 'members.picture', method: 'get', path: '/members/{memberId}/picture', tag: 'Members', summary: 'The picture of a member', params: z.object({ memberId: id }), file: ['image/webp'], problems: ['not-found'] }, async ({ caller, params }) => {
    const isMember = await caller.db.membership.findFirst({ where: { userId: params.memberId, removedAt: null }, select: { userId: true } });
    const bytes = isMember && (await readPicture({ viewerId: caller.user.id, userId: params.memberId }));
    if (!bytes) throw new ApiProblem('not-found');
    return new Response(bytes, { headers: { 'Content-Type': 'image/webp', 'Cache-Control': 'private, max-age=3600' } });
  }),
];
