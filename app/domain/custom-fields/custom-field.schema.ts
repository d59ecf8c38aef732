import { z } from 'zod';
import { cleanLine } from '~/domain/leads/clean-text';
import { CUSTOM_FIELD_ENTITIES, CUSTOM_FIELD_TYPES, LABEL_MAX, MAX_OPTIONS, OPTION_MAX } from './custom-field';

/** Messages are keys of the namespace `fields`. */
const label = z
  .string({ error: 'errors.label' })
  .transform(cleanLine)
  .pipe(z.string().min(1, 'errors.label').max(LABEL_MAX, 'errors.tooLong'));

/** One option a line; the same twice counts once. */
const options = z
  .string()
  .optional()
  .transform((text = '') => [...new Map(text.split(/\r?\n/).map(cleanLine).filter(Boolean).map((option) => [option.toLowerCase(), option])).values()])
  .pipe(z.array(z.string().max(OPTION_MAX, 'errors.optionTooLong')).max(MAX_OPTIONS, 'errors.tooManyOptions'));

const isRequired = z.boolean().optional().transform((value) => value ?? false);

export const customFieldSchema = z
  .object({ entity: z.enum(CUSTOM_FIELD_ENTITIES), type: z.enum(CUSTOM_FIELD_TYPES, { error: 'errors.type' }), label, options, isRequired })
  .superRefine(({ type, options: given }, context) => {
    if (type === 'CHOICE' && given.length === 0) context.addIssue({ code: 'custom', message: 'errors.noOptions', path: ['options'] });
  });

/** The type and the key never change: the values would mean something else. */
export const customFieldEditSchema = z.object({ id: z.uuid(), version: z.coerce.number<string>().int().min(1), label, options, isRequired });
