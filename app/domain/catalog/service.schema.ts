import { z } from 'zod';

export const SERVICE_NAME_MAX = 200;
export const SERVICE_DESCRIPTION_MAX = 2000;

/** Control characters have no place in a name; line breaks only in a description. */
const CONTROL = /[\u0000-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;
const CONTROL_BUT_LINES = /[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** A service as staff type it. Messages are i18n keys. */
export const serviceSchema = z.object({
  name: z
    .string({ error: 'errors.required' })
    .max(SERVICE_NAME_MAX, 'errors.tooLong')
    .transform((name) => name.replace(CONTROL, ' ').replace(/\s+/g, ' ').trim())
    .refine((name) => name.length > 0, 'errors.required'),
  description: z
    .string()
    .max(SERVICE_DESCRIPTION_MAX, 'errors.tooLong')
    .transform((text) => text.replace(CONTROL_BUT_LINES, '').trim())
    .optional(),
  offeredOnForm: z.boolean().default(false),
});
export type ServiceValues = z.infer<typeof serviceSchema>

/** An edit names the version that it started from: a stale one is refused. */
export const serviceEditSchema = serviceSchema.extend({ id: z.uuid(), version: z.coerce.number<number>().int() });

/** One click on a row: the switch, deactivating, moving, deleting. */
export const serviceRowSchema = z.object({ id: z.uuid() });
export const serviceFlagSchema = serviceRowSchema.extend({ value: z.enum(['on', 'off']).transform((value) => value === 'on') });
export const serviceMoveSchema = z.union([
  serviceRowSchema.extend({ direction: z.enum(['up', 'down']) }),
  /** Dropped in front of that service; an empty one means at the end. */
  serviceRowSchema.extend({ before: z.union([z.uuid(), z.literal('')]) }),
]);
export type ServiceMove = z.infer<typeof serviceMoveSchema>
