import { addressBlock } from '~/platform/http/address-block';
import { isDatabaseDown } from '~/platform/db.server';
import { withoutRequest } from '~/platform/http/current-request';
import type { RequestContext } from '~/platform/load-context';
import { collectedBatches, collectedPoints } from '~/platform/metrics.server';
import { spendLimit, type RateLimit } from '~/platform/rate-limit.server';
import { parseBatch, type ParsedBatch } from './batch';
import { readBodyText, TooLargeError } from './body-text.server';
import { clearConsentCookie, readConsentCookie, setConsentCookie } from './consent-cookie.server';
import { recognizeVisitor, rememberVisitor, withdrawConsentOfView } from './consent.server';
import { findCollectedOrganization, findElementKeys, type CollectedOrganization } from './form-version.server';
import { createGroupCommit } from './group-commit';
import { localDay } from './local-day';
import { asksForPrivacy } from './privacy-signal';
import { writeBatches, type AcceptedBatch } from './write-batches.server';

/** What is used of Hono's context. */
interface CollectorCall {
  req: { raw: Request };
  get(key: 'context'): RequestContext;
}

const MAX_BYTES = 64 * 1024;
const MAX_GROUP = 1_000;

// one transaction holds the batches of many requests: it is none of theirs
const group = createGroupCommit({ write: (batches: AcceptedBatch[]) => withoutRequest(() => writeBatches(batches)), maxSize: MAX_GROUP, isWorthSplitting: (error) => !isDatabaseDown(error) });

/** Counts one batch from an address, whichever way it comes. @returns seconds to wait; 0: go on */
export function spendOnCollecting(address: string): Promise<number> {
  return spendLimit('collector', addressBlock(address));
}

/**
 * Answers POST /collect. 204 comes after COMMIT; 202 skipped, for an unknown form version; 400 malformed; 422 a bad
 * field; 404 unknown organisation; 413 over 64 KB; 429 with Retry-After. Errors of the database are thrown.
 * @param options.limit batches per address; by default COLLECT_LIMIT_PER_MINUTE
 */
export function createCollector(options: { limit?: RateLimit } = {}): (call: CollectorCall) => Promise<Response> {
  const { limit } = options;
  return async (call) => {
    const context = call.get('context');
    const wait = await (limit ? limit.spend(addressBlock(context.clientAddress)) : spendOnCollecting(context.clientAddress));
    if (wait > 0) return refuse(429, 'too many batches', { headers: { 'Retry-After': String(wait) } });
    try {
      return await collectBatch(call.req.raw, context);
    } catch (error) {
      if (error instanceof TooLargeError) return refuse(413, `a batch has at most ${MAX_BYTES} bytes`);
      throw error;
    }
  };
}

async function collectBatch(request: Request, context: RequestContext): Promise<Response> {
  const parsed = parseBatch(await readBodyText(request, MAX_BYTES));
  if ('status' in parsed) return refuse(parsed.status, parsed.error, { field: parsed.field });
  const taken = await takeBatch(parsed.batch, request, context);
  if (taken.outcome === 'unknown') return refuse(404, 'unknown organization');
  if (taken.outcome === 'skipped') return Response.json({ skipped: 'unknown form version' }, { status: 202 });
  return new Response(null, { status: 204, headers: taken.cookie ? { 'Set-Cookie': taken.cookie } : undefined });
}

export type TakenBatch = { outcome: 'unknown' } | { outcome: 'skipped' } | { outcome: 'stored'; cookie: string | null };

/**
 * Takes a batch of behaviour in; its promise ends after COMMIT.
 * @param request for the visitor's wishes: privacy signals and the cookie of who agreed to be remembered
 * @returns `unknown` organisation, `skipped` for a form version that is not known, or the cookie to set or clear
 */
export async function takeBatch(batch: ParsedBatch, request: Request, context: Pick<RequestContext, 'isSecure'>): Promise<TakenBatch> {
  const organization = await findCollectedOrganization(batch.organization);
  if (!organization) return { outcome: 'unknown' };
  const keys = await findElementKeys(organization.id, batch.formVersion);
  if (!keys) {
    collectedBatches.inc({ outcome: 'skipped' });
    return { outcome: 'skipped' };
  }
  const now = new Date();
  const isPrivate = asksForPrivacy(request);
  const known = withKnownElements(batch, keys, isPrivate);
  await group.add({
    ...known,
    organizationId: organization.id,
    day: localDay(now, organization.timeZone),
  });
  collectedBatches.inc({ outcome: 'stored' });
  collectedPoints.inc(known.points.length);
  const cookie = isPrivate && batch.consent !== false ? null : await followConsent(request, context, { batch, organization, now });
  return { outcome: 'stored', cookie };
}

/** Drops elements that the form does not have, and positions when the browser asks not to be tracked. */
function withKnownElements(batch: ParsedBatch, keys: ReadonlySet<string>, isPrivate: boolean): ParsedBatch {
  return {
    ...batch,
    lastField: batch.lastField !== null && keys.has(batch.lastField) ? batch.lastField : null,
    points: isPrivate ? [] : batch.points.filter(([, , key]) => keys.has(key)),
    elements: batch.elements.filter(([key]) => keys.has(key)),
  };
}

interface Consenting {
  batch: ParsedBatch;
  organization: CollectedOrganization;
  now: Date;
}

/** @returns the cookie to set or clear, if any */
async function followConsent(request: Request, context: Pick<RequestContext, 'isSecure'>, { batch, organization, now }: Consenting): Promise<string | null> {
  const visitorId = readConsentCookie(request);
  const view = { organizationId: organization.id, viewId: batch.viewId, visitorId, now };
  if (batch.consent === true) {
    const remembered = await rememberVisitor(view);
    return remembered && setConsentCookie(remembered, context);
  }
  if (batch.consent === false) {
    await withdrawConsentOfView(organization.id, batch.viewId);
    return clearConsentCookie();
  }
  if (visitorId && batch.seq === 0) await recognizeVisitor(view);
  return null;
}

function refuse(status: number, error: string, { field, headers }: { field?: string; headers?: Record<string, string> } = {}): Response {
  collectedBatches.inc({ outcome: 'refused' });
  return Response.json({ error, ...(field ? { field } : {}) }, { status, headers });
}
