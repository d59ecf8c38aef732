import { z } from 'zod';
import { cleanLine } from '~/domain/leads/clean-text';
import { VIEW_NAME_MAX } from './saved-view';

/** The name of a view as it is typed. Errors are keys of the lists' texts. */
export const viewName = z
  .string({ error: 'views.errors.name' })
  .transform(cleanLine)
  .pipe(z.string().min(1, 'views.errors.name').max(VIEW_NAME_MAX, 'views.errors.nameLong'));

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
