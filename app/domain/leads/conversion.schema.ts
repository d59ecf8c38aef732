import { z } from 'zod';
import { CONTACT_LIMITS } from '~/domain/contacts/contact-input';
import { dealSchema } from '~/domain/deals/deal.schema';
import { cleanLine } from './clean-text';

/** Stands for a contact that is to be made. */
export const NEW_CONTACT = 'new';

/** How a request is to become a deal: who the client is, and what the deal will be. Messages are keys of the namespace `common`. */
export const conversionSchema = dealSchema([])
  .omit({ contactId: true, tags: true, notes: true, custom: true })
  .extend({
    contact: z.union([z.literal(NEW_CONTACT), z.uuid()], { error: 'errors.choice' }),
    contactName: z.string().transform(cleanLine).pipe(z.string().max(CONTACT_LIMITS.name, 'errors.tooLong')).optional(),
    order: z.literal('on').optional(),
    version: z.coerce.number<string>({ error: 'errors.choice' }).int().min(1),
  })
  .superRefine(({ contact, contactName }, context) => {
    if (contact === NEW_CONTACT && !contactName) context.addIssue({ code: 'custom', message: 'errors.required', path: ['contactName'] });
  });

export type ConversionValues = z.output<typeof conversionSchema>;
