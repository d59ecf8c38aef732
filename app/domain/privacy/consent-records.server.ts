import type { OrgDb, OrgTx } from '~/platform/db.server';
import { findConsentVersionsAt } from './consent-texts.server';
import type { ConsentKind, ConsentSource, ConsentVersions } from './consent.schema';

export interface GivenConsents {
  organizationId: string;
  leadId: string;
  /** Whether the second, free consent was given too. */
  hasBehavior: boolean;
  /** What the form carried; null: it is found by when the texts were shown. */
  versions: ConsentVersions | null;
  shownAt: Date;
  source: ConsentSource;
  now: Date;
}

/** Notes in the request's transaction to which texts its sender agreed: to those that were shown, even if newer ones stand by now. */
export async function recordConsents(tx: OrgTx, { organizationId, leadId, hasBehavior, versions, shownAt, source, now }: GivenConsents): Promise<void> {
  const shown = versions ?? (await findConsentVersionsAt(tx, organizationId, shownAt));
  const kinds: ConsentKind[] = hasBehavior ? ['PRIVACY', 'BEHAVIOR'] : ['PRIVACY'];
  await tx.consentRecord.createMany({ data: kinds.map((kind) => ({ organizationId, leadId, kind, textVersion: shown[kind], source, givenAt: now })) });
}

/** A visitor agreed to be remembered before sending anything. */
export async function recordVisitorConsent(tx: OrgTx, { organizationId, visitorId, shownAt, now }: { organizationId: string; visitorId: string; shownAt: Date; now: Date }): Promise<void> {
  const { BEHAVIOR } = await findConsentVersionsAt(tx, organizationId, shownAt);
  await tx.consentRecord.create({ data: { organizationId, visitorId, kind: 'BEHAVIOR', textVersion: BEHAVIOR, source: 'form', givenAt: now }, select: { id: true } });
}

/** Notes that the consent to behaviour was taken back; asked twice, the first time stands. */
export async function withdrawConsents(tx: OrgTx, { leadIds = [], visitorIds = [], now }: { leadIds?: readonly string[]; visitorIds?: readonly string[]; now: Date }): Promise<void> {
  await tx.consentRecord.updateMany({
    where: { kind: 'BEHAVIOR', withdrawnAt: null, OR: [{ leadId: { in: [...leadIds] } }, { visitorId: { in: [...visitorIds] } }] },
    data: { withdrawnAt: now },
  });
}

const consentRecord = { id: true, kind: true, textVersion: true, source: true, givenAt: true, withdrawnAt: true, leadId: true } as const;

export interface ConsentRecord {
  id: string;
  kind: ConsentKind;
  textVersion: number;
  /** form, api, staff */
  source: string;
  givenAt: Date;
  withdrawnAt: Date | null;
  leadId: string | null;
}

const SHOWN_MAX = 50;

/** To what the senders of these requests agreed, the newest first. */
export function listConsents(db: OrgDb, leadIds: readonly string[]): Promise<ConsentRecord[]> {
  if (leadIds.length === 0) return Promise.resolve([]);
  return db.consentRecord.findMany({ where: { leadId: { in: [...leadIds] } }, orderBy: [{ givenAt: 'desc' }, { kind: 'asc' }], take: SHOWN_MAX, select: consentRecord });
}

/** The same for all requests of a contact. */
export function listConsentsOfContact(db: OrgDb, contactId: string): Promise<ConsentRecord[]> {
  return db.consentRecord.findMany({ where: { lead: { contactId } }, orderBy: [{ givenAt: 'desc' }, { kind: 'asc' }], take: SHOWN_MAX, select: consentRecord });
}
