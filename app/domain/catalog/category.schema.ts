import { z } from 'zod';
import { cleanLine } from '~/domain/leads/clean-text';
import { BRANCH_STEPS } from './category-tree';

export const CATEGORY_NAME_MAX = 200;

const name = z
  .string({ error: 'errors.categoryName' })
  .transform(cleanLine)
  .pipe(z.string().min(1, 'errors.categoryName').max(CATEGORY_NAME_MAX, 'errors.tooLong'));

/** Messages are keys of the namespace `catalog`. */
export const categorySchema = z.object({ name, parentId: z.uuid('errors.category').optional().transform((id) => id ?? null) });
export const categoryRenameSchema = z.object({ id: z.uuid(), version: z.coerce.number<string>().int().max(2_147_483_647), name });
/** Of buttons and of what was dropped. */
export const categoryMoveSchema = z.union([
  z.object({ id: z.uuid(), step: z.enum(BRANCH_STEPS) }),
  z.object({ id: z.uuid(), target: z.union([z.uuid(), z.literal('')]), inside: z.enum(['yes', 'no']).transform((inside) => inside === 'yes') }),
]);
