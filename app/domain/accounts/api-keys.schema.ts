import { z } from 'zod';
import { API_SCOPES } from './api-key-scopes';
import { requiredLine } from './person.schema';

/** Days for which a key may be good; null: until it is revoked. */
export const KEY_LIVES = ['30', '90', '365', 'never'] as const;

/** The form of a new key: `scopes` are its ticked boxes, of which there must be one. */
export const apiKeySchema = z.object({
  name: requiredLine(100),
  scopes: z.array(z.enum(API_SCOPES)).min(1, 'errors.noScopes').max(API_SCOPES.length).overwrite((scopes) => [...new Set(scopes)]),
  expires: z.enum(KEY_LIVES, { error: 'errors.choice' }).transform((life) => (life === 'never' ? null : Number(life))),
});
