import { z } from '@hono/zod-openapi';
import { checkCurrentPassword } from '~/domain/accounts/current-password.server';
import { findFactors } from '~/domain/accounts/factors/factors.server';
import { listPasskeys, deletePasskey, renamePasskey } from '~/domain/accounts/factors/passkeys.server';
import { spendSecondFactor } from '~/domain/accounts/factors/second-factor.server';
import { totpUri } from '~/domain/accounts/factors/totp';
import { beginTotp, confirmTotp, endTotp, renewRecoveryCodes } from '~/domain/accounts/factors/totp.server';
import { answer, done, personOperation, type Operation } from '../ground/operation';
import { requireOwnSignIn } from '../ground/own-sign-in';
import { ApiProblem, conflict, invalid } from '../ground/problem';
import { filled, id, moment } from '../ground/schemas';
import { password, refuseSignIn } from './auth';

const TAG = 'Second factors';
const BASE = '/auth/factors';

export const code = filled(60).openapi({ example: '123456', description: 'Of the authenticator app, or a recovery code' });
const recoveryCodes = z.array(z.string().openapi({ example: '4kq2-9f0c-x7mt-h3ab' })).openapi({ description: 'Told this once; each is good once' });
const passkey = z.object({ id, name: z.string().openapi({ example: 'Рабочий ноутбук' }), isBackedUp: z.boolean().openapi({ description: "Kept by its maker's account, not in one device alone" }), createdAt: moment, lastUsedAt: moment.nullable() });
const factors = z
  .object({ totpSince: moment.nullable().openapi({ description: 'Since when an authenticator app is set up; null without one' }), recoveryCodesLeft: z.int().openapi({ example: 8 }), passkeys: z.array(passkey) })
  .openapi('SecondFactors');

/** @throws {ApiProblem} 422 for a wrong password, 429 after too many */
async function askPassword(userId: string, address: string, sent: string): Promise<void> {
  await checkCurrentPassword({ userId, address, password: sent }).catch((error: unknown) => refuseSignIn(error, invalid('/password', 'wrong', 'The password is wrong.')));
}

const wrongCode = () => invalid('/code', 'wrongCode', 'The code is wrong, too old, or was used.');
const none = () => conflict('noFactor', 'There is no such second factor.');

export const secondFactorOperations: Operation[] = [
  personOperation({ id: 'auth.factors', method: 'get', path: BASE, tag: TAG, summary: 'Read my second factors', answer: factors, problems: ['forbidden'] }, async ({ person }) => {
    requireOwnSignIn(person);
    const [{ totpSince, codesLeft }, passkeys] = await Promise.all([findFactors(person.user.id), listPasskeys(person.user.id)]);
    return answer({ totpSince, recoveryCodesLeft: codesLeft, passkeys });
  }),
  personOperation(
    { id: 'auth.beginTotp', method: 'post', path: `${BASE}/totp`, tag: TAG, summary: 'Begin to set up an authenticator app', description: 'The secret counts when a code of it has been confirmed.', body: z.strictObject({ password }), answer: z.object({ secret: z.string().openapi({ example: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', description: 'Base32' }), uri: z.string().openapi({ example: 'otpauth://totp/Teplo:anna%40example.com?secret=GEZDGNBVGY3TQOJQ' }) }), problems: ['forbidden'], conflict: 'An app is set up already', does: ['profile totp-begin'] },
    async ({ person, body, context }) => {
      requireOwnSignIn(person);
      await askPassword(person.user.id, context.clientAddress, body.password);
      const secret = await beginTotp(person.user.id);
      if (!secret) throw conflict('alreadyOn', 'An authenticator app is set up already.');
      return answer({ secret, uri: totpUri(secret, person.user.email) }, { headers: { 'Cache-Control': 'no-store' } });
    },
  ),
  personOperation(
    { id: 'auth.confirmTotp', method: 'post', path: `${BASE}/totp/confirm`, tag: TAG, summary: 'Switch the authenticator app on', description: 'With the first second factor come recovery codes, and all other programs of the person sign in anew.', body: z.strictObject({ code }), answer: z.object({ recoveryCodes: recoveryCodes.nullable() }), problems: ['forbidden'], conflict: 'Nothing was begun', does: ['profile totp-confirm'] },
    async ({ person, body, now }) => {
      const familyId = requireOwnSignIn(person);
      const result = await confirmTotp({ userId: person.user.id, code: body.code, kept: { familyId }, now });
      if (!result.ok) throw result.error === 'wrongCode' ? wrongCode() : conflict('notBegun', 'Begin with a secret.');
      return answer({ recoveryCodes: result.codes }, { headers: { 'Cache-Control': 'no-store' } });
    },
  ),
  personOperation(
    { id: 'auth.endTotp', method: 'post', path: `${BASE}/totp/end`, tag: TAG, summary: 'Switch the authenticator app off', body: z.strictObject({ password, code }), problems: ['forbidden'], conflict: 'No app is set up', does: ['profile totp-off'] },
    async ({ person, body, context, request, now }) => {
      requireOwnSignIn(person);
      const { user } = person;
      const address = context.clientAddress;
      await askPassword(user.id, address, body.password);
      if (!(await findFactors(user.id)).totpSince) throw none();
      const shown = await spendSecondFactor({ userId: user.id, code: body.code, address, userAgent: request.headers.get('User-Agent'), now });
      if (!shown.ok) throw shown.retryAfter > 0 ? new ApiProblem('too-many-requests', { headers: { 'Retry-After': String(shown.retryAfter) } }) : wrongCode();
      await endTotp(user.id);
      return done();
    },
  ),
  personOperation(
    { id: 'auth.renewRecoveryCodes', method: 'post', path: `${BASE}/recovery-codes`, tag: TAG, summary: 'Replace my recovery codes', description: 'The earlier ones stop working.', body: z.strictObject({ password }), answer: z.object({ recoveryCodes }), problems: ['forbidden'], conflict: 'There is no second factor to recover', does: ['profile codes-renew'] },
    async ({ person, body, context }) => {
      requireOwnSignIn(person);
      await askPassword(person.user.id, context.clientAddress, body.password);
      const codes = await renewRecoveryCodes(person.user.id);
      if (!codes) throw none();
      return answer({ recoveryCodes: codes }, { headers: { 'Cache-Control': 'no-store' } });
    },
  ),
  personOperation(
    { id: 'auth.renamePasskey', method: 'patch', path: `${BASE}/passkeys/{passkeyId}`, tag: TAG, summary: 'Rename a passkey', description: 'Passkeys are made in a browser, on the page Profile → Security.', params: z.object({ passkeyId: id }), body: z.strictObject({ name: filled(100).openapi({ example: 'Телефон' }) }), problems: ['forbidden'], does: ['profile passkey-rename'] },
    async ({ person, params, body }) => {
      requireOwnSignIn(person);
      if (!(await renamePasskey({ userId: person.user.id, ...params, ...body }))) throw new ApiProblem('not-found');
      return done();
    },
  ),
  personOperation(
    { id: 'auth.deletePasskey', method: 'post', path: `${BASE}/passkeys/{passkeyId}/delete`, tag: TAG, summary: 'Delete a passkey', params: z.object({ passkeyId: id }), body: z.strictObject({ password }), problems: ['forbidden'], does: ['profile passkey-delete'] },
    async ({ person, params: { passkeyId }, body, context }) => {
      requireOwnSignIn(person);
      const { user } = person;
      if (!(await listPasskeys(user.id)).some((known) => known.id === passkeyId)) throw new ApiProblem('not-found');
      await askPassword(user.id, context.clientAddress, body.password);
      if ((await deletePasskey({ userId: user.id, passkeyId })) === null) throw new ApiProblem('not-found');
      return done();
    },
  ),
];
