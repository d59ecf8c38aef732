import { z } from 'zod';
import type { CustomField } from '~/domain/custom-fields/custom-field';
import { customValuesSchema } from '~/domain/custom-fields/custom-schema';
import { cleanLine, cleanText } from '~/domain/leads/clean-text';
import { parseTags } from '~/domain/tags/tags';
import { checkBankAccount, checkBik, checkCorrespondentAccount } from './bank-account';
import { CONTACT_KINDS, CONTACT_LIMITS, MAX_WAYS, unique } from './contact-input';
import { isEmail, normalizeEmail } from './email';
import { checkInn, checkKpp } from './inn';
import { normalizePhone } from './phone';

const TAGS_TEXT_MAX = 2_000;

const line = (max: number) =>
  z.string().transform(cleanLine).pipe(z.string().max(max, 'errors.tooLong')).optional().transform((text) => text || null);

/** Digits are typed with blanks and dashes; letters stay for the check to find. */
const code = (isRight: (digits: string) => boolean, error: string) =>
  z
    .string()
    .transform((typed) => cleanLine(typed).replace(/[\s-]/g, '').toUpperCase())
    .pipe(z.string().refine((digits) => digits === '' || isRight(digits), error))
    .optional()
    .transform((digits) => digits || null);

const phone = z.string().transform((typed, context) => {
  if (cleanLine(typed) === '') return undefined;
  const number = normalizePhone(typed);
  if (number === null) context.addIssue({ code: 'custom', message: 'errors.phone' });
  return number ?? undefined;
});

const email = z
  .string()
  .transform((typed) => normalizeEmail(cleanLine(typed)) || undefined)
  .pipe(z.string().refine(isEmail, 'errors.email').optional());

const several = (one: z.ZodType<string | undefined, string>) =>
  z
    .array(one.optional())
    .max(MAX_WAYS, 'errors.tooMany')
    .optional()
    .transform((all = []) => unique(all.filter((value) => value !== undefined)));

/**
 * The form of a contact. Messages are keys of the namespace `contacts`, those of custom fields of `fields`.
 * @param fields the organisation's custom fields that are asked for
 */
export function contactSchema(fields: readonly CustomField[]) {
  return z
    .object({
      kind: z.enum(CONTACT_KINDS, { error: 'errors.kind' }),
      name: z
        .string({ error: 'errors.name' })
        .transform(cleanLine)
        .pipe(z.string().min(1, 'errors.name').max(CONTACT_LIMITS.name, 'errors.tooLong')),
      contactPerson: line(CONTACT_LIMITS.contactPerson),
      phones: several(phone),
      emails: several(email),
      address: line(CONTACT_LIMITS.address),
      city: line(CONTACT_LIMITS.city),
      inn: code(checkInn, 'errors.inn'),
      kpp: code(checkKpp, 'errors.kpp'),
      bankName: line(CONTACT_LIMITS.bankName),
      bik: code(checkBik, 'errors.bik'),
      bankAccount: code((account) => checkBankAccount(account, null), 'errors.account'),
      correspondentAccount: code((account) => checkCorrespondentAccount(account, null), 'errors.account'),
      notes: z
        .string()
        .transform(cleanText)
        .pipe(z.string().max(CONTACT_LIMITS.notes, 'errors.tooLong'))
        .optional()
        .transform((text) => text || null),
      tags: z.string().max(TAGS_TEXT_MAX, 'errors.tooLong').optional().transform((text) => parseTags(cleanLine(text ?? ''))),
      source: line(CONTACT_LIMITS.source),
      ownerId: z.uuid('errors.owner').optional().transform((id) => id ?? null),
      custom: customValuesSchema(fields),
    })
    .superRefine(({ bik, bankAccount, correspondentAccount }, context) => {
      if (bik && bankAccount && !checkBankAccount(bankAccount, bik)) context.addIssue({ code: 'custom', message: 'errors.accountKey', path: ['bankAccount'] });
      if (bik && correspondentAccount && !checkCorrespondentAccount(correspondentAccount, bik)) {
        context.addIssue({ code: 'custom', message: 'errors.correspondentKey', path: ['correspondentAccount'] });
      }
    });
}

export type ContactForm = z.input<ReturnType<typeof contactSchema>>;
