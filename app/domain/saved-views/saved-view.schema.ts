import { z } from 'zod';
import { cleanLine } from '~/domain/leads/clean-text';
import { VIEW_NAME_MAX } from './saved-view';

/** The name of a view as it is typed. Errors: `name` (nothing is left of it), `nameLong`. */
export const viewName = z
  .string({ error: 'name' })
  .transform(cleanLine)
  .pipe(z.string().min(1, 'name').max(VIEW_NAME_MAX, 'nameLong'));

/** What the log keeps of a deleted view: enough to make it again. */
export const deletedView = z.object({
  resource: z.string(),
  name: z.string(),
  query: z.string().default(''),
  ownerId: z.string(),
  isShared: z.boolean(),
  position: z.number().int().default(0),
  defaultOf: z.array(z.string()).default([]),
});
