import { writeAudit } from '~/domain/audit/write-audit.server';
import { orgDb, type OrgDb } from '~/platform/db.server';
import type { ApiScope } from './api-key-scopes';
import { apiKeyPrefix, hashApiKey, newApiKey } from './api-key-secret.server';
import type { MemberActor } from '../members/member-command';
import { can } from '../permissions';

/** Live keys of one organisation. */
export const MAX_API_KEYS = 50;
const DAY_MS = 24 * 60 * 60 * 1000;

interface NewApiKey {
  actor: MemberActor;
  name: string;
  scopes: ApiScope[];
  /** Null: until it is revoked. */
  expiresInDays: number | null;
  now: Date;
}

export type CreateKeyResult =
  /** `key` is told this once. */
  | { ok: true; id: string; key: string }
  /** `tooMany`: fifty keys of the organisation are good already. */
  | { ok: false; error: 'forbidden' | 'tooMany' };

/** Makes a key that acts as the person who makes it, within its scopes, and never may more than that person. */
export async function createApiKey({ actor, name, scopes, expiresInDays, now }: NewApiKey): Promise<CreateKeyResult> {
  const { organizationId, userId } = actor;
  return orgDb(organizationId).$transaction(async (tx) => {
    // keys are made one after the other, so that the count holds
    await tx.$queryRaw`SELECT 1 FROM "Organization" WHERE "id" = ${organizationId}::uuid FOR NO KEY UPDATE`;
    const by = await tx.membership.findFirst({ where: { userId, removedAt: null }, select: { role: true } });
    if (!by || !can(by.role, 'apiKeys', 'create')) return { ok: false, error: 'forbidden' };
    if ((await tx.apiKey.count({ where: live(now) })) >= MAX_API_KEYS) return { ok: false, error: 'tooMany' };
    const key = newApiKey();
    const expiresAt = expiresInDays === null ? null : new Date(now.getTime() + expiresInDays * DAY_MS);
    const { id } = await tx.apiKey.create({
      data: { organizationId, userId, name, prefix: apiKeyPrefix(key), keyHash: hashApiKey(key), scopes, createdAt: now, expiresAt },
      select: { id: true },
    });
    await writeAudit(tx, { organizationId, actorId: userId, action: 'create', resource: 'apiKeys', resourceId: id, label: name, after: { name, scopes: scopes.join(', '), expiresAt } });
    return { ok: true, id, key };
  });
}

/** The organisation's keys that are not revoked, newest first; those that have run out too. */
export function listApiKeys(db: OrgDb) {
  return db.apiKey.findMany({ where: { revokedAt: null }, select: keyRow, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], take: 200 });
}

/** One key that is not revoked; null when there is none such here. */
export function findApiKey(db: OrgDb, id: string) {
  return db.apiKey.findFirst({ where: { id, revokedAt: null }, select: keyRow });
}

export type ApiKeyRow = Awaited<ReturnType<typeof listApiKeys>>[number];

/** Ends a key: its next call is refused. */
export async function revokeApiKey({ actor, id, now }: { actor: MemberActor; id: string; now: Date }): Promise<{ ok: true; name: string } | { ok: false; error: 'notFound' }> {
  const { organizationId, userId } = actor;
  return orgDb(organizationId).$transaction(async (tx) => {
    const [revoked] = await tx.apiKey.updateManyAndReturn({ where: { id, revokedAt: null }, data: { revokedAt: now }, select: { name: true } });
    if (!revoked) return { ok: false, error: 'notFound' };
    await writeAudit(tx, { organizationId, actorId: userId, action: 'revoke', resource: 'apiKeys', resourceId: id, label: revoked.name });
    return { ok: true, name: revoked.name };
  });
}

const keyRow = {
  id: true, name: true, prefix: true, scopes: true, createdAt: true, expiresAt: true, lastUsedAt: true, lastAddress: true,
  member: { select: { user: { select: { id: true, name: true } } } },
} as const;

const live = (now: Date) => ({ revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] });
