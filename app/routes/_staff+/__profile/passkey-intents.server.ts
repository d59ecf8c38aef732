import { parseWithZod } from '@conform-to/zod/v4';
import { data } from '@remix-run/node';
import { checkCurrentPassword } from '~/domain/accounts/current-password.server';
import { madePasskeySchema, newPasskeySchema, passkeyNameSchema, passkeyRemovalSchema } from '~/domain/accounts/factors/factor.schema';
import { beginPasskey, finishPasskey } from '~/domain/accounts/factors/passkey-registration.server';
import { deletePasskey, renamePasskey } from '~/domain/accounts/factors/passkeys.server';
import { backWithWord, type FactorIntent } from './factor-intents.server';
import { refuse, refusePassword } from './profile-intent.server';

const begin: FactorIntent = async (form, { user }, { context }) => {
  const submission = parseWithZod(form, { schema: newPasskeySchema });
  const answer = { intent: 'passkey-begin', result: submission.reply({ hideFields: ['password'] }) };
  if (submission.status !== 'success') return refuse({ ...answer, retryAfter: null });
  try {
    await checkCurrentPassword({ userId: user.id, address: context.clientAddress, password: submission.value.password });
  } catch (error) {
    return refusePassword(error, answer);
  }
  const begun = await beginPasskey(user, { isSecure: context.isSecure, now: new Date() });
  if (!begun) return refuse({ ...answer, retryAfter: null, failed: 'tooMany' }, 409);
  return data({ ...answer, retryAfter: null, options: begun.options }, { headers: { 'Set-Cookie': begun.cookie, 'Cache-Control': 'no-store' } });
};

const add: FactorIntent = async (form, { user, sessionId }, { request }) => {
  const submission = parseWithZod(form, { schema: madePasskeySchema });
  const answer = { intent: 'passkey-add', result: submission.reply({ hideFields: ['response'] }), retryAfter: null };
  if (submission.status !== 'success') return refuse({ ...answer, failed: 'invalid' });
  const done = await finishPasskey(request, { userId: user.id, ...submission.value, kept: { sessionId }, now: new Date() });
  if (!done.ok) return refuse({ ...answer, failed: done.error }, 422);
  if (done.codes === null) return backWithWord(request, 'passkeys.isAdded');
  return data({ ...answer, intent: 'codes', codes: done.codes });
};

const rename: FactorIntent = async (form, { user }, { request }) => {
  const submission = parseWithZod(form, { schema: passkeyNameSchema });
  if (submission.status !== 'success') return refuse({ intent: `passkey-rename ${String(form.get('passkeyId'))}`, result: submission.reply(), retryAfter: null });
  if (!(await renamePasskey({ userId: user.id, ...submission.value }))) throw data(null, { status: 404 });
  return backWithWord(request, 'passkeys.renamed');
};

const remove: FactorIntent = async (form, { user }, { request, context }) => {
  const submission = parseWithZod(form, { schema: passkeyRemovalSchema });
  const answer = { intent: `passkey-delete ${String(form.get('passkeyId'))}`, result: submission.reply({ hideFields: ['password'] }) };
  if (submission.status !== 'success') return refuse({ ...answer, retryAfter: null });
  const { passkeyId, password } = submission.value;
  try {
    await checkCurrentPassword({ userId: user.id, address: context.clientAddress, password });
  } catch (error) {
    return refusePassword(error, answer);
  }
  const name = await deletePasskey({ userId: user.id, passkeyId });
  if (name === null) throw data(null, { status: 404 });
  return backWithWord(request, 'passkeys.deleted', { name });
};

/** Forms of the page "Security" about passkeys, by their `intent`. */
export const passkeyIntents: Partial<Record<string, FactorIntent>> = { 'passkey-begin': begin, 'passkey-add': add, 'passkey-rename': rename, 'passkey-delete': remove };
