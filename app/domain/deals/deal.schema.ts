import { z } from 'zod';
import type { CustomField } from '~/domain/custom-fields/custom-field';
import { customValuesSchema } from '~/domain/custom-fields/custom-schema';
import { cleanLine, cleanText } from '~/domain/leads/clean-text';
import { moneyField } from '~/domain/money/money.schema';
import { parseDay } from '~/domain/periods/period';
import { parseTags } from '~/domain/tags/tags';
import { DEAL_LIMITS, isCurrency } from './deal-input';
import { DEAL_STATES } from './lifecycle';

const TAGS_TEXT_MAX = 2_000;
const uuid = (error: string) => z.uuid({ error });
/** The version of the deal that the form was drawn for. */
const version = z.coerce.number<string>({ error: 'errors.choice' }).int().min(1);
const note = z.string().transform(cleanText).pipe(z.string().max(DEAL_LIMITS.lostNote, 'errors.tooLong')).optional().transform((text) => text || null);

/**
 * The form of a deal. Messages are keys of the namespace `common`, those of custom fields of `fields`.
 * @param fields the organisation's custom fields that are asked for
 */
export function dealSchema(fields: readonly CustomField[]) {
  return z.object({
    title: z.string({ error: 'errors.required' }).transform(cleanLine).pipe(z.string().min(1, 'errors.required').max(DEAL_LIMITS.title, 'errors.tooLong')),
    contactId: uuid('errors.required'),
    pipelineId: uuid('errors.choice'),
    amount: moneyField.transform((amount) => amount ?? null),
    currency: z.string({ error: 'errors.required' }).transform((code) => cleanLine(code).toUpperCase()).pipe(z.string().refine(isCurrency, 'errors.choice')),
    expectedCloseDay: z.string().optional().transform((text, context) => {
      if (!text) return null;
      const day = parseDay(text);
      if (!day) context.addIssue({ code: 'custom', message: 'errors.day' });
      return day;
    }),
    ownerId: uuid('errors.choice').optional().transform((id) => id ?? null),
    tags: z.string().max(TAGS_TEXT_MAX, 'errors.tooLong').optional().transform((text) => parseTags(cleanLine(text ?? ''))),
    notes: z.string().transform(cleanText).pipe(z.string().max(DEAL_LIMITS.notes, 'errors.tooLong')).optional().transform((text) => text || null),
    custom: customValuesSchema(fields),
  });
}

export type DealForm = z.input<ReturnType<typeof dealSchema>>;

/** "Move to": `to` is a stage's id or a state. */
export const moveSchema = z.object({
  id: z.uuid(),
  to: z.union([z.enum(DEAL_STATES), z.uuid()]),
  version,
  amount: moneyField,
  lostReasonId: z.uuid({ error: 'errors.choice' }).optional(),
  lostNote: note,
});

export const deleteSchema = z.object({ id: z.uuid(), version });
