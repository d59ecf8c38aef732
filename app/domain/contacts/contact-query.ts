import { isEmail, normalizeEmail } from './email';
import { checkInn } from './inn';
import { normalizePhone } from './phone';

const WORDS_MAX = 6;
/** Digits of a phone number that are worth looking for. */
const DIGITS_MIN = 3;

/** What a person types into the search of contacts, understood. */
export interface ContactQuery {
  /** Lower case, blanks folded; empty: everything. */
  text: string;
  /** Each must occur, as a part of a word or in another form of it. */
  words: string[];
  /** Parts of a phone number, of which one must occur: typed with blanks, brackets or 8 for +7. In place of the words. */
  digits: string[] | null;
  /** What a contact that was meant has among its keys (see contact_keys in the database). */
  keys: string[];
}

/** Understands a search: words, a phone number in any grouping, an e-mail, an INN. */
export function readContactQuery(typed: string): ContactQuery {
  const text = typed.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
  return { text, words: text.split(' ').filter(Boolean).slice(0, WORDS_MAX), digits: readDigits(text), keys: readKeys(text) };
}

function readDigits(text: string): string[] | null {
  const digits = text.replace(/\D/g, '');
  if (digits.length < DIGITS_MIN || !/^\+?[\d\s().\-\u2010-\u2015]+$/.test(text)) return null;
  // an eight before a code of three digits is the trunk prefix, of which E.164 knows nothing
  return digits.startsWith('8') && digits.length > 3 ? [digits, `+7${digits.slice(1)}`] : [digits];
}

function readKeys(text: string): string[] {
  const email = normalizeEmail(text);
  const phone = /^[\d\s+().-]{7,}$/.test(text) ? normalizePhone(text) : null;
  const inn = text.replaceAll(' ', '');
  return [...(phone ? [`p:${phone}`] : []), ...(isEmail(email) ? [`e:${email}`] : []), ...(checkInn(inn) ? [`i:${inn}`] : [])];
}

/** Letters that must stand together for the index of letter triples to help. */
const TRIPLE = 3;

/**
 * LIKE patterns of all words that one slip makes of this one: another letter, one missing, one too many, two changed
 * places. Those that no index could answer, because no three letters stand together, are left out.
 */
export function nearPatterns(word: string): string[] {
  const letters = [...word];
  const cut = (from: number, to?: number) => letters.slice(from, to).map(escapeLike).join('');
  const slips = letters.flatMap((letter, index) => [
    `${cut(0, index)}_${cut(index + 1)}`,
    `${cut(0, index)}_${cut(index)}`,
    `${cut(0, index)}${cut(index + 1)}`,
    `${cut(0, index)}${escapeLike(letters[index + 1] ?? '')}${escapeLike(letter)}${cut(index + 2)}`,
  ]);
  return [...new Set(slips)].filter((slip) => slip.split('_').some((run) => run.length >= TRIPLE)).map((slip) => `%${slip}%`);
}

/** A text that stands for itself in LIKE. */
export function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
