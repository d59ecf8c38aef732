import { saveSettings, type OrganizationSettings } from '~/domain/organizations/settings.server';
import { db, type OrgDb } from '~/platform/db.server';
import { hasFactor } from './factors.server';
import type { MemberActor } from '../members/member-command';

export type RequireFactorResult =
  | { ok: true }
  /** Who would let in only people with a second factor has none. */
  | { ok: false; error: 'ownFirst' }
  | { ok: false; error: 'stale'; current: OrganizationSettings };

/** Sets whether the organisation lets in only members with a second factor. It counts from everybody's next request on. */
export async function saveRequireFactor(actor: MemberActor, change: { version: number; requireTwoFactor: boolean }): Promise<RequireFactorResult> {
  if (change.requireTwoFactor && !(await hasFactor(db, actor.userId))) return { ok: false, error: 'ownFirst' };
  const saved = await saveSettings(actor, change);
  return saved.ok ? saved : { ...saved, error: 'stale' };
}

/** Who works here without a second factor, by name. */
export async function listWithoutFactor(tx: OrgDb, organizationId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ name: string }[]>`
    SELECT u."name" FROM "Membership" m JOIN "User" u ON u."id" = m."userId"
    WHERE m."organizationId" = ${organizationId}::uuid AND m."removedAt" IS NULL AND u."totpConfirmedAt" IS NULL
      AND NOT EXISTS (SELECT 1 FROM "Passkey" k WHERE k."userId" = u."id")
    ORDER BY u."name", u."id"`;
  return rows.map(({ name }) => name);
}
