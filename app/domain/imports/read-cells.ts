import { cleanLine } from '~/domain/leads/clean-text';
import { unique } from '~/domain/contacts/contact-input';
import { isEmail, normalizeEmail } from '~/domain/contacts/email';
import { checkInn } from '~/domain/contacts/inn';
import { normalizePhone } from '~/domain/contacts/phone';

/** Keys `cell.*` of the namespace `imports`. */
export type CellError =
  | 'id' | 'phone' | 'phoneRounded' | 'email' | 'inn' | 'kpp' | 'bik' | 'account' | 'accountKey' | 'kind' | 'owner' | 'tooLong' | 'tooMany' | 'nameMissing'
  | 'required' | 'number' | 'date' | 'choice' | 'yesNo';

export type Read<T> = { ok: true; value: T } | { ok: false; error: CellError };

/** Below this a spreadsheet has shown the number shortened: 7,92E+10 has lost its end. */
const SURE_DIGITS = 8;

/**
 * The digits of a number as a spreadsheet writes it: 7.9161234567E10, 79161234567.0. Null when digits were lost.
 * Text that is no such number comes back as it is.
 */
export function repairNumber(cell: string): string | null {
  const text = cell.trim();
  const [, whole, broken = '', exponent] = /^(\d)(?:[.,](\d+))?e\+?(\d{1,2})$/i.exec(text) ?? [];
  if (!whole || !exponent) return text.replace(/^(\d+)[.,]0+$/, '$1');
  const digits = whole + broken.replace(/0+$/, '');
  const length = Number(exponent) + 1;
  return digits.length >= SURE_DIGITS && digits.length <= length ? digits.padEnd(length, '0') : null;
}

const EXTENSION = /[\s,;]*(?:доб(?:авочный)?\.?|вн(?:утр)?\.?|ext\.?|#)\s*\d{1,6}\s*$/i;

/** Every phone of a cell, several by comma, semicolon, slash, line or «и». `rest`: an inner number, which E.164 cannot hold. */
export function readPhones(cell: string): Read<{ phones: string[]; rest: string | null }> {
  const quick = quickPhone(cell);
  if (quick) return { ok: true, value: { phones: [quick], rest: null } };
  const repaired = repairNumber(cell);
  if (repaired === null) return { ok: false, error: 'phoneRounded' };
  const phones: string[] = [];
  const rests: string[] = [];
  for (const part of splitPhones(repaired)) {
    const plain = part.replace(EXTENSION, '');
    if (plain !== part) rests.push(part.trim());
    const digits = repairNumber(plain);
    if (digits === null) return { ok: false, error: 'phoneRounded' };
    const phone = normalizePhone(cleanLine(digits));
    if (phone === null) return { ok: false, error: 'phone' };
    phones.push(phone);
  }
  return { ok: true, value: { phones: unique(phones), rest: rests.join('; ') || null } };
}

/** The usual Russian writing of one number, a tenth of the time of `normalizePhone` and the same answer; null for all else. */
export function quickPhone(cell: string): string | null {
  const [, area, rest] = /^\s*(?:\+7|[78])[ -]?\(?([349]\d\d)\)?[ -]?(\d{3}[ -]?\d\d[ -]?\d\d)\s*$/.exec(cell) ?? [];
  return area && rest ? `+7${area}${rest.replace(/[ -]/g, '')}` : null;
}

function splitPhones(text: string): string[] {
  if (normalizePhone(cleanLine(text))) return [text];
  return text
    .split(/[,;/|\r\n]+|\s+(?:и|or|или)\s+|\s+(?=\+)/i)
    .flatMap((part) => {
      const words = part.trim().split(/\s+/);
      // «89161234567 89261234567»: blanks part whole numbers, not groups of digits
      return words.length > 1 && words.every((word) => word.replace(/\D/g, '').length >= 10) ? words : [part.trim()];
    })
    .reduce<string[]>((parts, part) => {
      // a comma before an inner number is none between phones
      const isExtension = EXTENSION.test(` ${part}`) && part.replace(EXTENSION, '').replace(/\D/g, '') === '' && parts.length > 0;
      if (isExtension) parts[parts.length - 1] += ` ${part}`;
      else if (part) parts.push(part);
      return parts;
    }, []);
}

/** Every e-mail of a cell; «Иван <ivan@example.ru>» and «mailto:…» are understood. */
export function readEmails(cell: string): Read<string[]> {
  const inAngles = [...cell.matchAll(/<([^<>]+)>/g)].map(([, address]) => address ?? '');
  const parts = (inAngles.length > 0 ? inAngles : cell.split(/[\s,;|]+/)).filter((part) => part !== '');
  const emails = parts.map((part) => normalizeEmail(part.replace(/^mailto:/i, '')));
  return emails.every(isEmail) ? { ok: true, value: unique(emails) } : { ok: false, error: 'email' };
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function readId(cell: string): Read<string> {
  const id = cell.trim().toLowerCase();
  return UUID.test(id) ? { ok: true, value: id } : { ok: false, error: 'id' };
}

/** INN whose leading zero a spreadsheet ate is repaired where the check digits then agree. */
export function readInn(cell: string): Read<string> {
  const digits = (repairNumber(cell) ?? '').replace(/[\s-]/g, '');
  const inn = /^(\d{9}|\d{11})$/.test(digits) ? `0${digits}` : digits;
  return checkInn(inn) ? { ok: true, value: inn } : { ok: false, error: 'inn' };
}

/** A code of a fixed length, with the zeros at its front that a spreadsheet ate. */
export function readCode(cell: string, length: number, isRight: (code: string) => boolean, error: CellError): Read<string> {
  const repaired = repairNumber(cell);
  if (repaired === null) return { ok: false, error };
  const code = cleanLine(repaired).replace(/[\s-]/g, '').toUpperCase();
  const full = /^\d+$/.test(code) && code.length === length - 1 ? `0${code}` : code;
  return isRight(full) ? { ok: true, value: full } : { ok: false, error };
}

const COMPANY = /^(company|organi[sz]ation|business|legal( entity)?|компания|организация|фирма|юр(идическое|\.)?\s*-?(лицо|л\.?)?|юрик|ооо|ао|пао|зао|ип|к|ю)$/i;
const PERSON = /^(person|individual|private|человек|частное лицо|физ(ическое|\.)?\s*-?(лицо|л\.?)?|физик|люди|ч|ф)$/i;

export function readKind(cell: string): Read<'PERSON' | 'COMPANY'> {
  const word = cleanLine(cell);
  if (COMPANY.test(word)) return { ok: true, value: 'COMPANY' };
  return PERSON.test(word) ? { ok: true, value: 'PERSON' } : { ok: false, error: 'kind' };
}

const COMPANY_NAME = /^["«]?(ооо|оао|зао|пао|ао|нко|ано|гуп|муп|фгуп|гбу|мбу|тсж|снт|кфх|ип|индивидуальный предприниматель|общество с)(?=[\s"«]|$)|\b(llc|ltd|inc|gmbh)\.?$/i;

/** Whether what is known of a new contact speaks for a company. */
export function guessKind({ name, inn, kpp }: { name?: string; inn?: string | null; kpp?: string | null }): 'PERSON' | 'COMPANY' {
  return kpp || inn?.length === 10 || COMPANY_NAME.test(name ?? '') ? 'COMPANY' : 'PERSON';
}

const GUARDED = /^'+[=+\-@\t\r]/;

/** Takes away the apostrophe that `guardCell` put before what a spreadsheet would calculate. */
export function unguardCell(cell: string): string {
  return GUARDED.test(cell) ? cell.slice(1) : cell;
}
