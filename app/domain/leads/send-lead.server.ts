import { engagementFacts, linkViewToLead } from '~/domain/behavior/link-view.server';
import { discardFiles, storeFiles, type CheckedUpload, type StoredFile } from '~/domain/files/store-files.server';
import { findBusinessClock } from '~/domain/organizations/settings.server';
import { recordConsents, type GivenConsents } from '~/domain/privacy/consent-records.server';
import type { Prisma } from '~/generated/prisma/client';
import { orgDb, type OrgTx } from '~/platform/db.server';
import { announceNewLead } from './announce-lead.server';
import { engagementScore } from './engagement';
import { createPublicToken, createReference } from './lead-codes.server';
import type { LeadSource } from './lead-source';
import type { PublicFormInput } from './public-form.schema';
import { leadDueAt } from './response-clock';
import { scoreLead, toStoredParts } from './scoring';
import { getPublishedRules } from './scoring-rules.server';
import { duplicatesSince, type QuarantineReason } from './spam';

export interface SendLeadInput {
  organizationId: string;
  form: PublicFormInput;
  uploads: readonly CheckedUpload[];
  /** See `submissionKey` in form-token.server.ts. */
  submissionKey: string;
  /** The opening of the form in the behaviour data; null when its token was not valid. */
  viewId: string | null;
  quarantineReason: QuarantineReason | null;
  locale: string;
  /** Which texts the sender was shown, and where. */
  consent: Pick<GivenConsents, 'versions' | 'shownAt' | 'source'>;
  source: LeadSource | null;
  now: Date;
}

export type SendLeadResult =
  | { ok: true; outcome: 'created' | 'counted' | 'repeated'; leadId: string; publicToken: string }
  | { ok: false; error: 'serviceGone' };

const REFERENCE_TRIES = 5;

const firstRequest = {
  id: true, publicToken: true,
  firstName: true, lastName: true, middleName: true, email: true, phone: true, businessInfo: true, businessNiche: true,
  companySize: true, budget: true, deadline: true, convenientTime: true, preferredContactMethod: true, comments: true,
  files: { select: { sha256: true } },
} as const satisfies Prisma.LeadSelect;
type FirstRequest = Prisma.LeadGetPayload<{ select: typeof firstRequest }>;

/**
 * Keeps a visitor's request: scored, timed, with its files, once. All of it is one transaction, so an answer that follows
 * is true after a crash too. A request sent again (same page, or same phone or e-mail for the same service within ten
 * minutes) is counted on the first one, and what it says otherwise goes into that one's history.
 * The bytes of files are written before the transaction and removed when no row points to them.
 */
export async function sendLead(input: SendLeadInput): Promise<SendLeadResult> {
  const stored = await storeFiles(input.organizationId, input.uploads);
  const kept = new Set<string>();
  try {
    return await orgDb(input.organizationId).$transaction(async (tx) => {
      await lockAgainstDoubles(tx, input);
      if (!(await isOffered(tx, input.form.serviceId))) return { ok: false, error: 'serviceGone' };
      const first = await findFirstRequest(tx, input);
      if (first) return countAgain(tx, input, { ...first, stored, kept });
      const lead = await insertLead(tx, input);
      await insertFiles(tx, { leadId: lead.id, files: stored, kept });
      return { ok: true, outcome: 'created', leadId: lead.id, publicToken: lead.publicToken };
    });
  } catch (error) {
    kept.clear();
    throw error;
  } finally {
    await discardFiles(stored.filter(({ key }) => !kept.has(key)));
  }
}

/** Two that could be the same request wait for each other, in one order, whatever they have in common. */
async function lockAgainstDoubles(tx: OrgTx, { organizationId, form, submissionKey }: SendLeadInput): Promise<void> {
  const facts = [submissionKey, form.email, form.phone].filter((fact) => fact !== null);
  const keys = facts.map((fact) => `send-lead:${organizationId}:${form.serviceId}:${fact}`);
  await tx.$executeRaw`
    SELECT pg_advisory_xact_lock(hash)
    FROM (SELECT hashtextextended(key, 0) AS hash FROM unnest(${keys}::text[]) AS key ORDER BY hash OFFSET 0) AS locks`;
}

async function isOffered(tx: OrgTx, id: string): Promise<boolean> {
  const where = { id, kind: 'SERVICE', isActive: true, offeredOnForm: true, deletedAt: null } as const;
  return (await tx.catalogItem.findFirst({ where, select: { id: true } })) !== null;
}

async function findFirstRequest(tx: OrgTx, { form, submissionKey, quarantineReason, now }: SendLeadInput) {
  const repeated = await tx.lead.findFirst({ where: { submissionKey }, select: firstRequest });
  if (repeated) return { lead: repeated, isSamePage: true };
  const duplicate = await tx.lead.findFirst({
    where: {
      serviceId: form.serviceId,
      createdAt: { gte: duplicatesSince(now) },
      // A person's request never disappears behind one that was set aside, nor the other way round.
      quarantineReason: quarantineReason === null ? null : { not: null },
      OR: [{ email: form.email }, ...(form.phone ? [{ phone: form.phone }] : [])],
    },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: firstRequest,
  });
  return duplicate && { lead: duplicate, isSamePage: false };
}

interface Again {
  lead: FirstRequest;
  isSamePage: boolean;
  stored: StoredFile[];
  kept: Set<string>;
}

async function countAgain(tx: OrgTx, { organizationId, form, consent, now }: SendLeadInput, again: Again): Promise<SendLeadResult> {
  const { lead, isSamePage, stored, kept } = again;
  const changed = findChanges(lead, form);
  const known = new Set(lead.files.map(({ sha256 }) => sha256));
  const newFiles = stored.filter(({ sha256 }) => !known.has(sha256));
  const answer = { ok: true, leadId: lead.id, publicToken: lead.publicToken } as const;
  if (isSamePage && newFiles.length === 0 && Object.keys(changed).length === 0) return { ...answer, outcome: 'repeated' };

  await tx.lead.update({ where: { id: lead.id }, data: { duplicateCount: { increment: 1 }, lastDuplicateAt: now } });
  await insertFiles(tx, { leadId: lead.id, files: newFiles, kept });
  // what was observed stays tied to the first sending's consent alone
  await recordConsents(tx, { ...consent, organizationId, leadId: lead.id, hasBehavior: false, now });
  const data = { changed, files: newFiles.map(({ name }) => name) };
  await tx.activity.create({ data: { organizationId, leadId: lead.id, kind: 'SYSTEM', event: 'lead.duplicate', data, occurredAt: now } });
  return { ...answer, outcome: 'counted' };
}

/** What the second sending says otherwise; an emptied field takes nothing away. */
function findChanges(lead: FirstRequest, form: PublicFormInput): Record<string, string> {
  const { id: _id, publicToken: _token, files: _files, ...facts } = lead;
  const names = Object.keys(facts) as (keyof typeof facts)[];
  return Object.fromEntries(names.flatMap((name) => (form[name] && form[name] !== facts[name] ? [[name, form[name]]] : [])));
}

async function insertLead(tx: OrgTx, input: SendLeadInput): Promise<{ id: string; publicToken: string }> {
  const { organizationId, form, quarantineReason, now, viewId } = input;
  const rules = await getPublishedRules(tx, organizationId);
  const result = scoreLead(form, rules.table);
  const { privacyConsent: _given, ...facts } = form;
  const data = {
    ...facts,
    organizationId,
    submissionKey: input.submissionKey,
    locale: input.locale,
    ...(input.source ? { source: { ...input.source } } : {}),
    privacyConsentAt: now,
    quarantineReason,
    budgetAmount: result.budgetAmount?.toFixed(2) ?? null,
    score: result.score,
    ruleScore: result.score,
    priority: result.priority,
    scoreParts: { ...toStoredParts(result) },
    scoringVersion: rules.version,
    engagement: form.behaviorConsent && viewId ? await measureEngagement(tx, viewId) : null,
    responseDueAt: leadDueAt(now, result.priority, await findBusinessClock(tx)),
    createdAt: now,
  };
  const lead = await insertWithFreeReference(tx, data);
  await tx.activity.create({
    data: { organizationId, leadId: lead.id, kind: 'SYSTEM', event: 'lead.created', data: { score: result.score, priority: result.priority, quarantineReason }, occurredAt: now },
  });
  await recordConsents(tx, { ...input.consent, organizationId, leadId: lead.id, hasBehavior: form.behaviorConsent, now });
  if (quarantineReason === null) await announceNewLead(tx, { organizationId, leadId: lead.id });
  // Last of all: the collector waits for this view until the transaction ends.
  if (viewId) {
    await linkViewToLead(tx, { organizationId, viewId, leadId: lead.id, priority: result.priority, hasConsent: form.behaviorConsent, now });
  }
  return lead;
}

async function measureEngagement(tx: OrgTx, viewId: string): Promise<number | null> {
  const facts = await engagementFacts(tx, viewId);
  return facts && engagementScore(facts);
}

type NewLead = Omit<Prisma.LeadUncheckedCreateInput, 'reference' | 'publicToken'>;

/** A clash is passed over instead of failing, since a failed statement would end the transaction. */
async function insertWithFreeReference(tx: OrgTx, data: NewLead) {
  for (let tries = 0; tries < REFERENCE_TRIES; tries++) {
    const row = { ...data, reference: createReference(), publicToken: createPublicToken() } as Prisma.LeadCreateManyInput;
    const [lead] = await tx.lead.createManyAndReturn({ data: [row], skipDuplicates: true, select: { id: true, publicToken: true } });
    if (lead) return lead;
  }
  throw new Error('No free reference for a request was found');
}

async function insertFiles(tx: OrgTx, { leadId, files, kept }: { leadId: string; files: readonly StoredFile[]; kept: Set<string> }) {
  if (files.length === 0) return;
  await tx.file.createMany({ data: files.map((file) => ({ ...file, leadId })) as Prisma.FileCreateManyInput[] });
  for (const { key } of files) kept.add(key);
}
