import { z } from '@hono/zod-openapi';
import { MIN_QUERY, searchEverything } from '~/domain/search/search-everything.server';
import { answer, staffOperation, type Operation } from '../ground/operation';
import { filled, id } from '../ground/schemas';

const QUERY_MAX = 100;
const LIMIT_MAX = 20;
const LIMIT_USUAL = 5;

const hit = z
  .object({
    kind: z.enum(['lead', 'contact', 'deal', 'order', 'task', 'item']).openapi({ example: 'contact' }),
    id,
    label: z.string().openapi({ example: 'ООО «Стройпроект»' }),
    detail: z.string().optional().openapi({ example: '+7 916 123-45-67' }),
  })
  .openapi('SearchHit');

const query = z.strictObject({
  q: filled(QUERY_MAX).openapi({ example: 'строй', description: `Words, part of a phone, e-mail or number; nothing is found for less than ${MIN_QUERY} characters` }),
  limit: z
    .string()
    .regex(/^\d{1,2}$/)
    .refine((text) => Number(text) >= 1 && Number(text) <= LIMIT_MAX, `1 to ${LIMIT_MAX}`)
    .optional()
    .transform((text) => Number(text ?? LIMIT_USUAL))
    .openapi({ type: 'integer', minimum: 1, maximum: LIMIT_MAX, default: LIMIT_USUAL, example: LIMIT_USUAL, description: 'Of each kind' }),
});

export const searchOperations: Operation[] = [
  staffOperation(null, { id: 'search.everything', method: 'get', path: '/search', tag: 'Search', summary: 'Search in everything', description: 'Records of every kind that you see.', query, answer: z.object({ items: z.array(hit) }).openapi('SearchHits') }, async ({ caller, query: { q, limit } }) =>
    answer({ items: await searchEverything(caller, q, limit) }),
  ),
];
