import { z } from 'zod';

/** First parts of the site's own addresses: a slug among them would be confusing or shadow a page. */
const RESERVED = new Set([
  'api', 'login', 'logout', 'setup', 'profile', 'o', 'r', 't', 'health', 'ready', 'metrics', 'assets', 'collect', 'files',
  'resources', 'new', 'settings', 'admin', 'static', 'public', 'invite', 'organizations',
]);

const MAX = 60;
/** What a slug looks like; nothing else is worth asking the database for. */
export const organizationSlug = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const LETTERS: Record<string, string> = {
  а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', ё: 'e', ж: 'zh', з: 'z', и: 'i', й: 'y', к: 'k', л: 'l', м: 'm', н: 'n',
  о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'shch', ъ: '', ы: 'y',
  ь: '', э: 'e', ю: 'yu', я: 'ya',
};

/** An address part made from a name: «Тёплый дом» → "teplyy-dom"; "" when nothing usable is left of it. */
export function suggestSlug(name: string): string {
  const latin = [...name.toLowerCase()].map((letter) => LETTERS[letter] ?? letter).join('');
  const words = latin.normalize('NFD').replace(/\p{M}/gu, '').split(/[^a-z0-9]+/);
  const slug = words.filter(Boolean).join('-').slice(0, MAX).replace(/-$/, '');
  return RESERVED.has(slug) ? `${slug}-1` : slug;
}

/** The organisation's part of its addresses: a–z, 0–9 and single dashes between them. */
export const slugSchema = z
  .string({ error: 'errors.required' })
  .trim()
  .toLowerCase()
  .min(2, 'errors.slugShape')
  .max(MAX, 'errors.tooLong')
  .regex(organizationSlug, 'errors.slugShape')
  .refine((slug) => !RESERVED.has(slug), 'errors.slugReserved');
