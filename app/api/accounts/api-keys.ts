import { z } from '@hono/zod-openapi';
import type { ApiCaller } from '~/domain/accounts/programs/api-caller.server';
import { API_SCOPES } from '~/domain/accounts/programs/api-key-scopes';
import { createApiKey, findApiKey, listApiKeys, MAX_API_KEYS, revokeApiKey, type ApiKeyRow } from '~/domain/accounts/programs/api-keys.server';
import { apiKeyName, apiKeyScopes } from '~/domain/accounts/programs/api-keys.schema';
import { answer, done, staffOperation, type Operation } from '../ground/operation';
import { requireOwnSignIn } from '../ground/own-sign-in';
import { ApiProblem } from '../ground/problem';
import { accept, readInput } from '../ground/read-input';
import { filled, id, moment } from '../ground/schemas';

const TAG = 'API keys';
const params = z.object({ apiKeyId: id });
const DAYS_MAX = 3_650;

const scopes = z.array(z.enum(API_SCOPES)).openapi({ example: ['contacts:read', 'deals:write'], description: '`write` stands for all that is not reading, `*` for every resource' });
const apiKey = z
  .object({
    id,
    name: z.string().openapi({ example: 'Обмен с 1С' }),
    prefix: z.string().openapi({ example: 'teplo_Ab3dEf', description: "The key's beginning" }),
    scopes: z.array(z.string()).openapi({ example: ['contacts:read'] }),
    person: z.object({ id, name: z.string() }).openapi({ description: 'As whom it acts' }),
    createdAt: moment,
    expiresAt: moment.nullable(),
    lastUsedAt: moment.nullable(),
    lastAddress: z.string().nullable().openapi({ example: '198.51.100.7' }),
  })
  .openapi('ApiKey');
const input = z
  .strictObject({
    name: filled(100).openapi({ example: 'Обмен с 1С' }),
    scopes: scopes.min(1).max(API_SCOPES.length),
    expiresInDays: z.int().min(1).max(DAYS_MAX).nullable().openapi({ example: 365, description: 'null: until it is revoked' }),
  })
  .openapi('ApiKeyInput');

const actorOf = ({ org, user }: ApiCaller) => ({ organizationId: org.id, userId: user.id });
const say = ({ member, ...row }: ApiKeyRow): z.output<typeof apiKey> => ({ ...row, person: member.user });

export const apiKeyOperations: Operation[] = [
  staffOperation({ resource: 'apiKeys', action: 'read' }, { id: 'apiKeys.list', method: 'get', path: '/api-keys', tag: TAG, summary: 'List API keys', description: 'Those that are not revoked, newest first.', answer: z.object({ items: z.array(apiKey) }) }, async ({ caller }) => answer({ items: (await listApiKeys(caller.db)).map(say) })),
  staffOperation(
    { resource: 'apiKeys', action: 'create' },
    { id: 'apiKeys.create', method: 'post', path: '/api-keys', tag: TAG, summary: 'Make an API key', description: 'It acts as you and never may more than you. The answer is the only one that tells it. Not for callers that use a key themselves.', body: input, answer: z.object({ id, key: z.string().openapi({ example: 'teplo_kq0r5N3xJmRrYz8Xo2d7oWc1Jp4uE6vT9sLhAbQfGiM' }) }), status: 201, does: ['/settings/api-keys key-create'] },
    async ({ caller, body, now }) => {
      requireOwnSignIn(caller);
      const { name, scopes: chosen } = readInput(z.object({ name: apiKeyName, scopes: apiKeyScopes }), { name: body.name, scopes: body.scopes }, 'api-keys');
      const made = accept(await createApiKey({ actor: actorOf(caller), name, scopes: chosen, expiresInDays: body.expiresInDays, now }), { tooMany: new ApiProblem('conflict', { detail: `${MAX_API_KEYS} keys are good already: revoke one.`, extra: { code: 'tooMany' } }) });
      return answer({ id: made.id, key: made.key }, { location: `/api-keys/${made.id}` });
    },
  ),
  staffOperation({ resource: 'apiKeys', action: 'read' }, { id: 'apiKeys.read', method: 'get', path: '/api-keys/{apiKeyId}', tag: TAG, summary: 'Read an API key', params, answer: apiKey }, async ({ caller, params: { apiKeyId } }) => {
    const found = await findApiKey(caller.db, apiKeyId);
    if (!found) throw new ApiProblem('not-found');
    return answer(say(found));
  }),
  staffOperation({ resource: 'apiKeys', action: 'delete' }, { id: 'apiKeys.revoke', method: 'delete', path: '/api-keys/{apiKeyId}', tag: TAG, summary: 'Revoke an API key', description: 'Its next call is refused.', params, does: ['/settings/api-keys key-revoke'] }, async ({ caller, params: { apiKeyId }, now }) => {
    accept(await revokeApiKey({ actor: actorOf(caller), id: apiKeyId, now }));
    return done();
  }),
];
