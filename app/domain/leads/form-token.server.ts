import { createHash, createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { ConsentVersions } from '~/domain/privacy/consent.schema';
import { env } from '~/platform/env.server';
import type { LeadSource } from './lead-source';

/** A form left open longer than this is taken for one that a program has kept. */
const TOKEN_MAX_AGE_MS = 7 * 24 * 60 * 60 * 1000;
const TOKEN_MAX_LENGTH = 6000;

const payloadSchema = z.object({
  organizationId: z.guid(),
  /** Id of this opening of the form in the behaviour data. */
  viewId: z.guid(),
  /** Milliseconds since 1970. */
  renderedAt: z.number().int(),
  /** Random, so that a second sending of the same page is known as such. */
  key: z.string().min(16).max(64),
  source: z.record(z.string(), z.string()).nullable(),
  // forms from before there were versions carry none
  consents: z.object({ PRIVACY: z.number().int(), BEHAVIOR: z.number().int() }).nullable().default(null),
});

/** What the form remembers about its own rendering; signed, so that it comes back as it was. */
export interface FormToken {
  organizationId: string;
  viewId: string;
  renderedAt: number;
  key: string;
  source: LeadSource | null;
  /** Versions of the texts that the form linked to. */
  consents: ConsentVersions | null;
}

/** A token for one rendering of an organisation's form. */
export function createFormToken(organizationId: string, source: LeadSource | null, now: Date, consents: ConsentVersions | null = null): FormToken {
  return { organizationId, viewId: randomUUID(), renderedAt: now.getTime(), key: randomBytes(18).toString('base64url'), source, consents };
}

/** The text for the hidden field. */
export function signFormToken(token: FormToken): string {
  const payload = Buffer.from(JSON.stringify(token)).toString('base64url');
  return `${payload}.${signature(payload, env().SESSION_SECRET[0] ?? '')}`;
}

/** The token as it was signed for this organisation; null when it is missing, forged, foreign or too old. */
export function readFormToken(text: string | null, organizationId: string, now: Date): FormToken | null {
  if (!text || text.length > TOKEN_MAX_LENGTH) return null;
  const [payload, given] = text.split('.');
  if (!payload || !given || !env().SESSION_SECRET.some((secret) => isSame(given, signature(payload, secret)))) return null;
  const parsed = payloadSchema.safeParse(parseJson(payload));
  if (!parsed.success || parsed.data.organizationId !== organizationId) return null;
  return now.getTime() - parsed.data.renderedAt > TOKEN_MAX_AGE_MS ? null : parsed.data;
}

/**
 * `Lead.submissionKey`: the same page sent again for the same service is the same request; for another service it is a
 * new one. Without a valid token every sending stands for itself.
 */
export function submissionKey(token: FormToken | null, serviceId: string): string {
  const base = token?.key ?? randomBytes(18).toString('base64url');
  return createHash('sha256').update(`${base}:${serviceId}`).digest('base64url');
}

function signature(payload: string, secret: string): string {
  return createHmac('sha256', secret).update(`form:${payload}`).digest('base64url');
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function parseJson(payload: string): unknown {
  try {
    return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}
