import { z } from 'zod';
import { CURRENCIES, isTimeZone } from '~/domain/accounts/organization-options';
import { isEmail, normalizeEmail } from '~/domain/contacts/email';
import { cleanLine, cleanText } from '~/domain/leads/clean-text';

export const FORM_INTRO_MAX = 500;
export const PRIVACY_TEXT_MAX = 20_000;

const optional = (max: number, clean = cleanLine) =>
  z.string().overwrite(clean).max(max, 'errors.tooLong').nullish().transform((text) => text || null);

/** The version that the page was opened with: a save that names an older one is refused. */
const version = z.coerce.number<number>().int().max(2_147_483_647);

export const organizationSchema = z.object({
  version,
  name: z.string({ error: 'errors.required' }).overwrite(cleanLine).min(1, { error: 'errors.required', abort: true }).max(200, 'errors.tooLong'),
  timeZone: z.string({ error: 'errors.required' }).refine(isTimeZone, 'errors.choice'),
  currency: z.enum(CURRENCIES, { error: 'errors.choice' }),
});

/** Whether members need a second factor. */
export const securitySettingsSchema = z.object({ version, requireTwoFactor: z.boolean().default(false) });

/** What visitors see around the form. */
export const publicFormSettingsSchema = z.object({
  version,
  formIntro: optional(FORM_INTRO_MAX, cleanText),
  contactPhone: optional(40).refine((phone) => phone === null || /\d(?:\D*\d){4}/.test(phone), 'errors.phone'),
  contactEmail: optional(255).transform((email) => email && normalizeEmail(email)).refine((email) => email === null || isEmail(email), 'errors.email'),
  privacyText: optional(PRIVACY_TEXT_MAX, cleanText),
  strictBehavior: z.boolean().default(false),
});

export type OrganizationInput = z.output<typeof organizationSchema>
export type PublicFormSettings = z.output<typeof publicFormSettingsSchema>
