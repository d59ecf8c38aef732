import { z } from 'zod';
import { RETENTION_KINDS } from './retention';

/** Whole days; an empty field is for ever. */
const days = z.string().trim().regex(/^\d{0,5}$/).transform((text) => (text === '' ? null : Number(text)));

/** One kind of the form; `seen` is the period that stood when the page was opened. */
export const retentionSchema = z.object({ kind: z.enum(RETENTION_KINDS), days, seen: days });
