import { LIMITS } from '~/platform/limits';

/** Name of the field that people never see and programs like to fill. */
export const HONEYPOT_FIELD = 'extraNote';
/** Nobody reads and fills the form faster. */
export const MIN_FILL_MS = 3000;
/** More links than this in all texts together is advertising. */
export const MAX_LINKS = 2;
/** Requests of one address within ten minutes (a mobile operator puts many people behind one address) above which they are set aside. */
export const ADDRESS_LIMIT = { quarantine: LIMITS.formQuarantine.points } as const;
/** A second request with the same phone or e-mail for the same service within this time is the first one, counted. */
export const DUPLICATE_WINDOW_MS = 600_000;

export const QUARANTINE_REASONS = ['honeypot', 'bad_token', 'too_fast', 'markup', 'links', 'address_limit'] as const;
export type QuarantineReason = (typeof QUARANTINE_REASONS)[number]

export interface Submission {
  honeypot: string | null;
  /** When the form was rendered, from its signed token; null when the token is missing, forged or too old. */
  renderedAt: Date | null;
  /** A program sent it that shows no form: there is no rendering to judge by. */
  isUnrendered?: boolean;
  now: Date;
  /** Everything that was typed as free text. */
  texts: (string | null)[];
  /** Requests of this address within the window, this one included. */
  sentFromAddress: number;
}

const LINK = /(?:https?:|ftp:)\/\/|\bwww\.[^\s.]/gi;
const MARKUP = /<a\s[^>]{0,200}href|\[(?:url|link)[=\]]/i;

/**
 * Why a request goes to quarantine, the strongest sign first, or null when it looks like a person's. Nothing is dropped:
 * staff see the reason and can release the request. Rule: domain "Spam, without third parties".
 */
export function findQuarantineReason(submission: Submission): QuarantineReason | null {
  const { honeypot, renderedAt, isUnrendered = false, now, sentFromAddress } = submission;
  const texts = submission.texts.join('\n');
  const filledMs = renderedAt ? now.getTime() - renderedAt.getTime() : null;
  if (honeypot) return 'honeypot';
  if (!isUnrendered && (filledMs === null || filledMs < 0)) return 'bad_token';
  if (filledMs !== null && filledMs < MIN_FILL_MS) return 'too_fast';
  if (MARKUP.test(texts)) return 'markup';
  if ((texts.match(LINK)?.length ?? 0) > MAX_LINKS) return 'links';
  if (sentFromAddress > ADDRESS_LIMIT.quarantine) return 'address_limit';
  return null;
}

/** Requests before this instant are no duplicates of one sent now. */
export function duplicatesSince(now: Date): Date {
  return new Date(now.getTime() - DUPLICATE_WINDOW_MS);
}
