import { parseWithZod } from '@conform-to/zod/v4';
import { data } from '@remix-run/node';
import { z } from 'zod';
import { apiKeySchema } from '~/domain/accounts/programs/api-keys.schema';
import { createApiKey, MAX_API_KEYS, revokeApiKey } from '~/domain/accounts/programs/api-keys.server';
import type { Staff } from '~/domain/accounts/guard.server';
import { getFixedT } from '~/platform/i18n.server';
import { redirectWithToast } from '~/platform/toast.server';

const intents = { 'key-create': create, 'key-revoke': revoke };
const needed = { 'key-create': 'create', 'key-revoke': 'delete' } as const;

/** One form post of the page of keys. 400 unknown intent, 403 not allowed, 409 too many keys, 422 wrong input. */
export async function runApiKeyIntent(request: Request, staff: Staff) {
  const form = await request.formData();
  const name = String(form.get('intent'));
  if (!Object.hasOwn(intents, name)) throw data(null, 400);
  const intent = name as keyof typeof intents;
  if (!staff.can('apiKeys', needed[intent])) throw data(null, 403);
  return intents[intent](request, form, staff);
}

const actorOf = ({ org, user }: Staff) => ({ organizationId: org.id, userId: user.id });

/** The one answer that holds the key. No redirect: a secret travels in no address and no cookie. */
async function create(request: Request, form: FormData, staff: Staff) {
  const submission = parseWithZod(form, { schema: apiKeySchema });
  if (submission.status !== 'success') return data({ kind: 'form' as const, result: submission.reply() }, 422);
  const made = await createApiKey({ actor: actorOf(staff), now: new Date(), ...submission.value });
  if (made.ok) return data({ kind: 'key' as const, name: submission.value.name, key: made.key }, { status: 201, headers: { 'Cache-Control': 'no-store' } });
  if (made.error === 'forbidden') throw data(null, 403);
  const t = await getFixedT(request, 'api-keys');
  return data({ kind: 'form' as const, result: submission.reply({ formErrors: [t('errors.tooMany', { max: MAX_API_KEYS })] }) }, 409);
}

/** Of a key that was revoked a moment ago the list, which no longer shows it, says enough. */
async function revoke(request: Request, form: FormData, staff: Staff) {
  const id = z.guid().safeParse(form.get('id'));
  const done = id.success && (await revokeApiKey({ actor: actorOf(staff), id: id.data, now: new Date() }));
  if (!done) throw data(null, 404);
  const t = await getFixedT(request, 'api-keys');
  return redirectWithToast(`/o/${staff.org.slug}/settings/api-keys`, done.ok ? { message: t('revoke.done', { name: done.name }), tone: 'success' } : { message: t('revoke.gone'), tone: 'info' });
}
