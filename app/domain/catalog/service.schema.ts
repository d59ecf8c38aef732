import { z } from 'zod';
import { cleanLine, cleanText } from '~/domain/leads/clean-text';

export const SERVICE_NAME_MAX = 200;
export const SERVICE_DESCRIPTION_MAX = 2000;
/** Counting a service's requests stops here: more is shown as "1000+", and the list behind it says how many. */
export const SERVICE_LEADS_MAX = 1000;

/** A service as staff type it. Messages are i18n keys. */
export const serviceSchema = z.object({
  name: z
    .string({ error: 'errors.required' })
    .overwrite(cleanLine)
    .min(1, { error: 'errors.required', abort: true })
    .max(SERVICE_NAME_MAX, 'errors.tooLong'),
  description: z.string().overwrite(cleanText).max(SERVICE_DESCRIPTION_MAX, 'errors.tooLong').optional(),
  offeredOnForm: z.boolean().default(false),
});
export type ServiceValues = z.infer<typeof serviceSchema>

/** An edit names the version that it started from: a stale one is refused. */
export const serviceEditSchema = serviceSchema.extend({ id: z.uuid(), version: z.coerce.number<number>().int().max(2_147_483_647) });

/** One click on a row: the switch, deactivating, moving, deleting. */
export const serviceRowSchema = z.object({ id: z.uuid() });
export const serviceFlagSchema = serviceRowSchema.extend({ value: z.enum(['on', 'off']).transform((value) => value === 'on') });
export const serviceMoveSchema = z.union([
  serviceRowSchema.extend({ direction: z.enum(['up', 'down']) }),
  /** Dropped in front of that service; an empty one means at the end. */
  serviceRowSchema.extend({ before: z.union([z.uuid(), z.literal('')]) }),
]);
export type ServiceMove = z.infer<typeof serviceMoveSchema>
