import { z } from 'zod';
import { languages } from '~/platform/i18n';
import { cleanLine, cleanText } from '~/domain/leads/clean-text';
import { findUnknownPlaceholders } from './placeholders';

export const TEXT_LIMITS = { title: 150, introduction: 4_000, terms: 20_000, footer: 200 } as const;

const known = (text: string) => findUnknownPlaceholders(text).length === 0;
const text = (max: number, clean: (typed: string) => string) =>
  z.string().overwrite(clean).max(max, 'errors.tooLong').refine(known, 'errors.placeholder').nullish().transform((typed) => typed ?? '');

/** The words of one kind of document; placeholders in double braces. Messages are keys of the namespace `documents`. */
export const documentTextsSchema = z.object({
  /** Of the labels that the program adds: heads of columns, names of requisites. */
  language: z.enum(languages, { error: 'errors.choice' }),
  title: z.string({ error: 'errors.required' }).overwrite(cleanLine).min(1, { error: 'errors.required', abort: true }).max(TEXT_LIMITS.title, 'errors.tooLong').refine(known, 'errors.placeholder'),
  introduction: text(TEXT_LIMITS.introduction, cleanText),
  terms: text(TEXT_LIMITS.terms, cleanText),
  footer: text(TEXT_LIMITS.footer, cleanLine),
});

/** The same as they are stored: filled in, a client's name may hold braces and make a text longer than one may type. */
export const storedTextsSchema = z.object({ language: z.enum(languages), title: z.string(), introduction: z.string(), terms: z.string(), footer: z.string() });

export type DocumentTexts = z.output<typeof storedTextsSchema>;
export const TEXT_NAMES = ['title', 'introduction', 'terms', 'footer'] as const satisfies (keyof DocumentTexts)[];

/** The form: the texts with the version of the template that the page was opened with; 0: none was saved yet. */
export const templateFormSchema = documentTextsSchema.extend({ version: z.coerce.number<number>().int().min(0).max(2_147_483_647) });
