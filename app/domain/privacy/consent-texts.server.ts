import { writeAudit } from '~/domain/audit/write-audit.server';
import type { Prisma } from '~/generated/prisma/client';
import { orgDb, type OrgDb, type OrgTx } from '~/platform/db.server';
import { CONSENT_KINDS, type ConsentKind, type ConsentTextInput, type ConsentVersions } from './consent.schema';

/** What every organisation starts with: version 1 of both texts, the standard ones. */
export async function createConsentDefaults(tx: Pick<Prisma.TransactionClient, 'consentText'>, organizationId: string, privacyText = ''): Promise<void> {
  await tx.consentText.createMany({ data: CONSENT_KINDS.map((kind) => ({ organizationId, kind, version: 1, text: kind === 'PRIVACY' ? privacyText : '' })), skipDuplicates: true });
}

/** The versions in force now. */
export async function findConsentVersions(db: OrgDb | OrgTx): Promise<ConsentVersions> {
  const rows = await db.consentText.groupBy({ by: ['kind'], _max: { version: true } });
  const of = (kind: ConsentKind) => rows.find((row) => row.kind === kind)?._max.version ?? 1;
  return { PRIVACY: of('PRIVACY'), BEHAVIOR: of('BEHAVIOR') };
}

/** The versions that were in force at a moment: what somebody saw who opened the form then. */
export async function findConsentVersionsAt(tx: OrgTx, organizationId: string, at: Date): Promise<ConsentVersions> {
  const rows = await tx.$queryRaw<{ kind: ConsentKind; version: number }[]>`
    SELECT "kind"::text AS "kind", COALESCE(max("version") FILTER (WHERE "publishedAt" <= ${at}), min("version")) AS "version"
    FROM "ConsentText" WHERE "organizationId" = ${organizationId}::uuid GROUP BY "kind"`;
  const of = (kind: ConsentKind) => rows.find((row) => row.kind === kind)?.version ?? 1;
  return { PRIVACY: of('PRIVACY'), BEHAVIOR: of('BEHAVIOR') };
}

const consentText = { kind: true, version: true, text: true, publishedAt: true, publishedById: true } as const;
export type ConsentText = Prisma.ConsentTextGetPayload<{ select: typeof consentText }>;

/** All versions, the newest first. */
export function listConsentTexts(db: OrgDb): Promise<ConsentText[]> {
  return db.consentText.findMany({ orderBy: [{ kind: 'asc' }, { version: 'desc' }], select: consentText });
}

export type PublishResult = { ok: true; version: number } | { ok: false; error: 'same' } | { ok: false; error: 'stale'; current: ConsentText };

/** Publishes a further version; earlier ones never change. Refused when it says the same, or when somebody published meanwhile. */
export function publishConsentText(actor: { organizationId: string; userId: string }, input: ConsentTextInput, now: Date): Promise<PublishResult> {
  return orgDb(actor.organizationId).$transaction((tx) => publishWithin(tx, actor, input, now));
}

/** The same in a transaction of the caller's. Keeps `Organization.privacyText`, which the form's pages read, in step. */
export async function publishWithin(tx: OrgTx, { organizationId, userId }: { organizationId: string; userId: string }, { kind, seen, text }: ConsentTextInput, now: Date): Promise<PublishResult> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`consent-text:${organizationId}`}, 0))`;
  const current = await tx.consentText.findFirst({ where: { kind }, orderBy: { version: 'desc' }, select: consentText });
  if (current && current.version !== seen) return { ok: false, error: 'stale', current };
  if (current?.text === text) return { ok: false, error: 'same' };
  const version = (current?.version ?? 0) + 1;
  await tx.consentText.create({ data: { organizationId, kind, version, text, publishedAt: now, publishedById: userId }, select: { id: true } });
  if (kind === 'PRIVACY') await tx.organization.updateMany({ data: { privacyText: text || null } });
  await writeAudit(tx, { organizationId, actorId: userId, action: 'publish', resource: 'personalData', resourceId: organizationId, after: { kind, version } });
  return { ok: true, version };
}

export interface ShownText {
  /** Empty: the standard text. */
  text: string;
  version: number;
  publishedAt: Date;
  isCurrent: boolean;
}

/** What the page of the texts shows: a version that is asked for, else the one in force, and the numbers of all. */
export async function findShownTexts(db: OrgDb, asked: number | null): Promise<{ privacy: ShownText | null; behavior: ShownText | null; versions: { version: number; publishedAt: Date }[] }> {
  const texts = await listConsentTexts(db);
  const of = (kind: ConsentKind) => texts.filter((text) => text.kind === kind);
  const shown = (kind: ConsentKind, version: number | null): ShownText | null => {
    const [current] = of(kind);
    const found = version === null ? current : of(kind).find((text) => text.version === version);
    return found && current ? { text: found.text, version: found.version, publishedAt: found.publishedAt, isCurrent: found.version === current.version } : null;
  };
  return { privacy: shown('PRIVACY', asked), behavior: shown('BEHAVIOR', null), versions: of('PRIVACY').map(({ version, publishedAt }) => ({ version, publishedAt })) };
}
