import { z } from 'zod';
import { checkBankAccount, checkBik, checkCorrespondentAccount } from '~/domain/contacts/bank-account';
import { checkInn, checkKpp } from '~/domain/contacts/inn';
import { cleanLine } from '~/domain/leads/clean-text';
import { checkOgrn } from './ogrn';

const line = (max: number) => z.string().overwrite(cleanLine).max(max, 'errors.tooLong').nullish().transform((text) => text || null);

/** Digits may be typed with blanks and dashes; letters stay for the check to find. */
const code = (isRight: (digits: string) => boolean, error: string) =>
  z
    .string()
    .transform((typed) => cleanLine(typed).replace(/[\s-]/g, '').toUpperCase())
    .pipe(z.string().refine((digits) => digits === '' || isRight(digits), error))
    .nullish()
    .transform((digits) => digits || null);

const fields = z.object({
  legalName: line(200),
  shortName: line(120),
  inn: code(checkInn, 'errors.inn'),
  kpp: code(checkKpp, 'errors.kpp'),
  ogrn: code(checkOgrn, 'errors.ogrn'),
  legalAddress: line(300),
  bankName: line(150),
  bik: code(checkBik, 'errors.bik'),
  bankAccount: code((account) => checkBankAccount(account, null), 'errors.account'),
  correspondentAccount: code((account) => checkCorrespondentAccount(account, null), 'errors.account'),
  director: line(150),
  accountant: line(150),
  phone: line(40),
});

type Given = z.output<typeof fields>;

/** Accounts go with the bank's BIK, and a person has no KPP. */
function checkTogether({ bik, bankAccount, correspondentAccount, inn, kpp }: Given, context: z.RefinementCtx): void {
  const refuse = (path: string, message: string) => context.addIssue({ code: 'custom', message, path: [path] });
  if (bik && bankAccount && !checkBankAccount(bankAccount, bik)) refuse('bankAccount', 'errors.accountKey');
  if (bik && correspondentAccount && !checkCorrespondentAccount(correspondentAccount, bik)) refuse('correspondentAccount', 'errors.correspondentKey');
  if (bankAccount && !bik) refuse('bik', 'errors.bikNeeded');
  if (inn?.length === 12 && kpp) refuse('kpp', 'errors.kppOfPerson');
}

/** What documents say of the company. Messages are keys of the namespace `documents`. */
export const requisitesSchema = fields.superRefine(checkTogether);

/** The form: the requisites with the version of the organisation that the page was opened with. */
export const requisitesFormSchema = fields.extend({ version: z.coerce.number<number>().int().max(2_147_483_647) }).superRefine(checkTogether);

export type Requisites = z.output<typeof requisitesSchema>;
export const REQUISITE_NAMES = Object.keys(fields.shape) as (keyof Requisites)[];

/** What an invoice cannot be paid without. */
const FOR_PAYMENT = ['legalName', 'inn', 'bankName', 'bik', 'bankAccount'] as const satisfies readonly (keyof Requisites)[];

/** Which requisites are still missing for an invoice. */
export function missingForPayment(requisites: Requisites): (keyof Requisites)[] {
  return FOR_PAYMENT.filter((name) => !requisites[name]);
}
