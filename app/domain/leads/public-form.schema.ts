import { z } from 'zod';
import { isEmail, normalizeEmail } from '../contacts/email';
import { normalizePhone } from '../contacts/phone';
import { cleanLine, cleanText } from './clean-text';
import { FIELD_MAX } from './form-fields';
import { COMPANY_SIZES, CONTACT_METHODS, DEADLINES } from './lead-options';

const required = (max: number) =>
  z.string({ error: 'errors.required' }).overwrite(cleanLine).min(1, { error: 'errors.required', abort: true }).max(max, { error: 'errors.tooLong', abort: true });

const optional = (max: number, clean = cleanLine) =>
  z.string({ error: 'errors.text' }).overwrite(clean).max(max, 'errors.tooLong').nullish().transform((text) => text || null);

const choice = <const T extends readonly [string, ...string[]]>(options: T) =>
  z.enum(options, { error: 'errors.choice' }).nullish().transform((option) => option ?? null);

/**
 * A request as the visitor sends it. Parse form data with conform's `parseWithZod`, which turns empty fields into missing
 * ones and "on" into true. The result is what the columns take: trimmed, NFC, free of control characters, phone in E.164,
 * e-mail in lower case, null for what was left empty. Names not listed are dropped; files, token and honeypot are the route's.
 *
 * Messages are plain keys (`errors.tooLong`); the field component fills `{{max}}` from the field's constraint, so that no
 * number has to travel inside a message. Whether the service exists is checked in the action.
 */
export const publicFormSchema = z.object({
  firstName: required(FIELD_MAX.firstName),
  lastName: required(FIELD_MAX.lastName),
  middleName: optional(FIELD_MAX.middleName),
  email: required(FIELD_MAX.email).overwrite(normalizeEmail).refine(isEmail, 'errors.email'),
  phone: optional(FIELD_MAX.phone).transform((typed, context) => {
    const phone = typed === null ? null : normalizePhone(typed);
    if (typed !== null && phone === null) context.issues.push({ code: 'custom', input: typed, message: 'errors.phone' });
    return phone;
  }),
  serviceId: z.guid({ error: (issue) => (issue.input === undefined ? 'errors.required' : 'errors.choice') }),
  businessInfo: optional(FIELD_MAX.businessInfo, cleanText),
  businessNiche: optional(FIELD_MAX.businessNiche),
  companySize: choice(COMPANY_SIZES),
  budget: optional(FIELD_MAX.budget),
  deadline: choice(DEADLINES),
  convenientTime: optional(FIELD_MAX.convenientTime),
  preferredContactMethod: choice(CONTACT_METHODS),
  comments: optional(FIELD_MAX.comments, cleanText),
  privacyConsent: z.boolean({ error: 'errors.consent' }).refine((given) => given, 'errors.consent'),
  behaviorConsent: z.boolean({ error: 'errors.choice' }).nullish().transform(Boolean),
});

export type PublicFormInput = z.output<typeof publicFormSchema>;
