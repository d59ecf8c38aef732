import { z } from '@hono/zod-openapi';

/** Shapes that many resources share. Objects of bodies are strict: a misspelt name is an error, not silence. */

export const id = z.uuid().openapi({ example: '01942f3e-8a6b-7c1d-9e2f-3a4b5c6d7e8f' });

/** Money as text with up to two decimals, at most 14 digits before the point: never a binary fraction. */
export const money = z
  .string()
  .regex(/^-?\d{1,14}(\.\d{1,2})?$/)
  .openapi({ example: '12500.00', description: 'Decimal text' });

/** Money that cannot be negative. */
export const amount = z
  .string()
  .regex(/^\d{1,14}(\.\d{1,2})?$/)
  .openapi({ example: '12500.00', description: 'Decimal text' });

/** A quantity, rate or percentage as text. */
export const decimal = z
  .string()
  .regex(/^-?\d{1,12}(\.\d{1,6})?$/)
  .openapi({ example: '7.5', description: 'Decimal text' });

export const currency = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .openapi({ example: 'RUB', description: 'ISO 4217' });

/** A moment in an answer: a Date in the program, RFC 3339 in UTC on the wire. */
export const moment = z.date().openapi({ format: 'date-time', example: '2026-11-21T09:30:00.000Z' });

/** A moment in a request: RFC 3339 with its zone. */
export const instant = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text))
  .refine((date) => date.getUTCFullYear() >= 1900 && date.getUTCFullYear() <= 2200, 'out of range')
  .openapi({ example: '2026-11-21T12:30:00+03:00' });

/** A local day of the organisation. */
export const day = z.iso.date().openapi({ example: '2026-11-21' });

/** Control characters that no text may hold (PostgreSQL refuses NUL; a lone surrogate is no character). */
const UNSTORABLE = /\0|\p{Cs}/u;

/** Text of one or more lines. */
export function text(max: number) {
  return z.string().max(max).refine((value) => !UNSTORABLE.test(value), 'holds a character that cannot be kept');
}

/** Text that must say something. */
export function filled(max: number) {
  return text(max).regex(/\S/);
}

/** Values of custom fields by key, as the organisation defines them. */
export const customValues = z.record(z.string().max(60), z.union([text(2_000), z.boolean(), z.null()])).openapi({ example: {}, description: 'By key; numbers, dates and choices as text. null takes a value away' });

export const tags = z.array(filled(50)).max(20).openapi({ example: ['аренда'] });

/** A parameter that may stand in an address several times. */
export function several<T extends z.ZodType>(one: T, most: number) {
  return z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(one).max(most)).optional();
}

/** "true" and "false" in an address. */
export const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

/** The answer of something that was made. */
export const created = z.object({ id }).openapi('Created');
