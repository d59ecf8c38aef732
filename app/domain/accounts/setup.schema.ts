import { z } from 'zod';
import { cleanText } from '~/domain/leads/clean-text';
import { CURRENCIES, isTimeZone } from './organization-options';
import { slugSchema, suggestSlug } from './organization-slug';
import { passwordFault } from './password-rules';
import { accountEmail, newPassword, personName, requiredLine } from './person.schema';

const SERVICES_MAX = 50;
const SERVICE_NAME_MAX = 200;

/** One service a line, as typed; repeated and empty lines are dropped. */
const services = z
  .string({ error: 'errors.required' })
  .overwrite(cleanText)
  .min(1, { error: 'errors.required', abort: true })
  .max(SERVICES_MAX * (SERVICE_NAME_MAX + 1), { error: 'errors.servicesTooMany', abort: true })
  .transform((text) => [...new Set(text.split('\n').map((line) => line.trim()).filter(Boolean))])
  .refine((names) => names.length <= SERVICES_MAX, 'errors.servicesTooMany')
  .refine((names) => names.every((name) => name.length <= SERVICE_NAME_MAX), 'errors.serviceTooLong');

/** What every new organisation is asked for; an empty address is made from the name. */
export const newOrganizationFields = z.object({
  organizationName: requiredLine(200),
  slug: slugSchema.optional(),
  timeZone: z.string({ error: 'errors.required' }).refine(isTimeZone, 'errors.choice'),
  currency: z.enum(CURRENCIES, { error: 'errors.choice' }),
  services,
});

/** The fields of the first visit's form. */
export const setupFields = newOrganizationFields.extend({
  name: personName,
  email: accountEmail,
  password: newPassword,
});

/** The form of the first visit. */
export const setupSchema = setupFields
  .superRefine(({ organizationName, name, email, password }, context) => {
    const fault = passwordFault(password, [organizationName, name, email]);
    if (fault) context.addIssue({ code: 'custom', path: ['password'], message: `errors.${fault}` });
  })
  .transform(withSlug);

/** The form of a further organisation. */
export const newOrganizationSchema = newOrganizationFields.transform(withSlug);

/** An address that was not typed is made from the name; where that leaves nothing, it has to be typed. */
function withSlug<T extends { organizationName: string; slug?: string | undefined }>({ slug, ...rest }: T, context: z.RefinementCtx) {
  const chosen = slugSchema.safeParse(slug ?? suggestSlug(rest.organizationName));
  if (chosen.success) return { ...rest, slug: chosen.data };
  context.addIssue({ code: 'custom', path: ['slug'], message: 'errors.required' });
  return z.NEVER;
}

export type SetupInput = z.output<typeof setupSchema>;
export type NewOrganization = z.output<typeof newOrganizationSchema>;
