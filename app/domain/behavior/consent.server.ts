import { randomUUID } from 'node:crypto';
import { recordVisitorConsent, withdrawConsents } from '~/domain/privacy/consent-records.server';
import { orgDb, type OrgTx } from '~/platform/db.server';
import { unpackContent, writeCounters } from './counters.server';
import { Tally } from './tally';

/** 13 months, the longest that a visitor may be remembered. */
export const VISITOR_DAYS = 395;
const DAY_MS = 86_400_000;

interface ViewOfVisitor {
  organizationId: string;
  viewId: string;
  /** From the cookie; may be anything. */
  visitorId: string | null;
  now: Date;
}

/**
 * Ties a view to its visitor after consent; makes the visitor when the cookie names none that is still valid.
 * @returns the visitor's id for the cookie; null when the view is not known
 */
export function rememberVisitor({ organizationId, viewId, visitorId, now }: ViewOfVisitor): Promise<string | null> {
  return orgDb(organizationId).$transaction(async (tx) => {
    const view = await lockView(tx, organizationId, viewId);
    if (!view) return null;
    if (view.visitorId) return view.visitorId;
    const expiresAt = new Date(now.getTime() + VISITOR_DAYS * DAY_MS);
    const known = await countVisit(tx, organizationId, visitorId, now);
    const visitor = known ?? { id: randomUUID(), visits: 1 };
    if (known) await tx.visitor.update({ where: { id: known.id }, data: { consentAt: now, expiresAt } });
    else await tx.visitor.create({ data: { ...visitor, organizationId, consentAt: now, lastSeenAt: now, expiresAt } });
    await tx.formView.update({ where: { id: viewId }, data: { visitorId: visitor.id, visitNumber: visitor.visits } });
    await recordVisitorConsent(tx, { organizationId, visitorId: visitor.id, shownAt: view.openedAt, now });
    return visitor.id;
  });
}

/** Counts the visit of a visitor who agreed earlier; once per view. Does nothing when the cookie names nobody. */
export async function recognizeVisitor({ organizationId, viewId, visitorId, now }: ViewOfVisitor): Promise<void> {
  await orgDb(organizationId).$transaction(async (tx) => {
    const view = await lockView(tx, organizationId, viewId);
    if (!view || view.visitorId) return;
    const visitor = await countVisit(tx, organizationId, visitorId, now);
    if (!visitor) return;
    await tx.formView.update({ where: { id: viewId }, data: { visitorId: visitor.id, visitNumber: visitor.visits } });
  });
}

async function lockView(tx: OrgTx, organizationId: string, viewId: string) {
  const [view] = await tx.$queryRaw<{ visitorId: string | null; openedAt: Date }[]>`
    SELECT "visitorId", "openedAt" FROM "FormView" WHERE "organizationId" = ${organizationId}::uuid AND id = ${viewId}::uuid FOR UPDATE`;
  return view;
}

async function countVisit(tx: OrgTx, organizationId: string, visitorId: string | null, now: Date) {
  if (!visitorId) return null;
  const [visitor] = await tx.$queryRaw<{ id: string; visits: number }[]>`
    UPDATE "Visitor" SET visits = visits + 1, "lastSeenAt" = ${now}
    WHERE "organizationId" = ${organizationId}::uuid AND id = ${visitorId}::uuid AND "expiresAt" > ${now}
    RETURNING id, visits`;
  return visitor ?? null;
}

/** Takes the consent back where only the view is known, as when the box is cleared on the form. */
export async function withdrawConsentOfView(organizationId: string, viewId: string): Promise<void> {
  const view = await orgDb(organizationId).formView.findUnique({ where: { id: viewId }, select: { visitorId: true } });
  if (view?.visitorId) await withdrawConsentOfVisitor(organizationId, view.visitorId);
}

/** Deletes a visitor with all views, and subtracts from every counter exactly what these had added. */
export async function withdrawConsentOfVisitor(organizationId: string, visitorId: string): Promise<void> {
  await orgDb(organizationId).$transaction(async (tx) => {
    const views = await tx.formView.findMany({ where: { visitorId }, select: { id: true, leadId: true } });
    await withdrawConsents(tx, { leadIds: views.flatMap(({ leadId }) => leadId ?? []), visitorIds: [visitorId], now: new Date() });
    await forgetViews(tx, organizationId, views.map(({ id }) => id));
    await tx.visitor.deleteMany({ where: { id: visitorId } });
  });
}

/** The same for the person who sent a request: the view that sent it, and the visitor if there is one. */
export async function withdrawConsentOfLead(organizationId: string, leadId: string): Promise<void> {
  const orgClient = orgDb(organizationId);
  const views = await orgClient.formView.findMany({ where: { leadId }, select: { id: true, visitorId: true } });
  for (const visitorId of new Set(views.map((view) => view.visitorId))) {
    if (visitorId) await withdrawConsentOfVisitor(organizationId, visitorId);
  }
  await orgClient.$transaction((tx) => forgetViews(tx, organizationId, views.map(({ id }) => id)));
}

/**
 * The same for several requests, in the transaction of the caller, which forgets their sender altogether. Views without
 * consent are tied to nobody and stay.
 * @returns how many views and visitors went
 */
export async function forgetViewsOfLeads(tx: OrgTx, organizationId: string, leadIds: readonly string[]): Promise<{ views: number; visitors: number }> {
  const sent = await tx.formView.findMany({ where: { leadId: { in: [...leadIds] } }, select: { id: true, visitorId: true } });
  const visitorIds = [...new Set(sent.flatMap(({ visitorId }) => visitorId ?? []))].sort();
  const visits = await tx.formView.findMany({ where: { visitorId: { in: visitorIds } }, select: { id: true } });
  const ids = [...new Set([...sent, ...visits].map(({ id }) => id))];
  await forgetViews(tx, organizationId, ids);
  const { count } = await tx.visitor.deleteMany({ where: { id: { in: visitorIds } } });
  return { views: ids.length, visitors: count };
}

/** In a transaction of the caller's. Batches of these views that still arrive are dropped. */
async function forgetViews(tx: OrgTx, organizationId: string, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  const views = await tx.$queryRaw<{ id: string; formVersion: string; day: string; sentPriority: 'high' | 'medium' | 'low' | null }[]>`
    SELECT id, "formVersion", day::text AS day, "sentPriority" FROM "FormView"
    WHERE "organizationId" = ${organizationId}::uuid AND id = ANY(${ids}::uuid[]) ORDER BY id FOR UPDATE`;
  await tx.withdrawnView.createMany({ data: ids.map((viewId) => ({ viewId, organizationId })), skipDuplicates: true });
  const batches = await tx.formViewBatch.findMany({ where: { viewId: { in: ids } }, select: { viewId: true, content: true } });
  const tally = new Tally();
  const byId = new Map(views.map((view) => [view.id, view]));
  for (const { viewId, content } of batches) {
    const view = byId.get(viewId);
    if (!view) continue;
    const { points, elements } = unpackContent(content);
    const target = { organizationId, formVersion: view.formVersion, day: view.day };
    tally.addHeat(target, 'all', points, -1);
    if (view.sentPriority) tally.addHeat(target, view.sentPriority, points, -1);
    tally.addFields(target, elements, -1);
  }
  await tx.$executeRaw(writeCounters(tally));
  await tx.formView.deleteMany({ where: { id: { in: ids } } });
}
