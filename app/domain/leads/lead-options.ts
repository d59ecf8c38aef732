/** The fixed choices of a request. They stand apart from the schemas, so that pages can show them without loading zod. */
export const COMPANY_SIZES = ['1-10', '10-50', '50-100', '100-500', '500+'] as const;
export const DEADLINES = ['1w', '2w', '1m', '2-3m', '3m+'] as const;
export const CONTACT_METHODS = ['phone', 'email', 'telegram', 'whatsapp', 'any'] as const;
export const PRIORITIES = ['high', 'medium', 'low'] as const;

export type CompanySize = (typeof COMPANY_SIZES)[number];
export type Deadline = (typeof DEADLINES)[number];
export type ContactMethod = (typeof CONTACT_METHODS)[number];
export type Priority = (typeof PRIORITIES)[number];
