import { z } from 'zod';
import { cleanText } from '~/domain/leads/clean-text';

export const CONSENT_KINDS = ['PRIVACY', 'BEHAVIOR'] as const;
export type ConsentKind = (typeof CONSENT_KINDS)[number];
/** Where a consent was given. */
export const CONSENT_SOURCES = ['form', 'api', 'staff'] as const;
export type ConsentSource = (typeof CONSENT_SOURCES)[number];

export const CONSENT_TEXT_MAX = 20_000;

/** A new version of a text. Empty: the standard text of the program. */
export const consentTextSchema = z.object({
  kind: z.enum(CONSENT_KINDS, { error: 'errors.choice' }),
  /** The newest version that was known when the page was opened. */
  seen: z.coerce.number<number>().int().min(0).max(2_147_483_647),
  text: z.string().overwrite(cleanText).max(CONSENT_TEXT_MAX, 'errors.tooLong').nullish().transform((text) => text ?? ''),
});
export type ConsentTextInput = z.output<typeof consentTextSchema>;

/** The versions that stood on a form. */
export type ConsentVersions = Record<ConsentKind, number>;
