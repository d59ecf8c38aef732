import { COMMON_PASSWORDS, KEYBOARD_RUNS } from './common-passwords';

/** Characters, as people count them. */
export const PASSWORD_MIN = 10;
/** Long enough for any phrase; bounds the work of hashing. */
export const PASSWORD_MAX = 200;

export type PasswordFault = 'passwordTooShort' | 'passwordTooLong' | 'passwordCommon' | 'passwordRepeats' | 'passwordPersonal';

/**
 * What is wrong with a password that is being chosen, or null.
 * @param ownWords e-mail, names: a password that is one of them (give or take a few digits) is the first to be tried
 */
export function passwordFault(password: string, ownWords: string[] = []): PasswordFault | null {
  const length = [...password].length;
  if (length < PASSWORD_MIN) return 'passwordTooShort';
  if (length > PASSWORD_MAX) return 'passwordTooLong';
  const plain = password.normalize('NFKC').toLowerCase();
  if (isRepetition(plain)) return 'passwordRepeats';
  if (isCommon(plain)) return 'passwordCommon';
  return ownWords.some((word) => isMerely(plain, word)) ? 'passwordPersonal' : null;
}

/** One to three characters again and again: "aaaaaaaaaa", "121212121212", "abcabcabcabc". */
function isRepetition(plain: string): boolean {
  return [1, 2, 3].some((size) => plain === plain.slice(0, size).repeat(Math.ceil(plain.length / size)).slice(0, plain.length));
}

function isCommon(plain: string): boolean {
  if (COMMON_PASSWORDS.has(plain) || COMMON_PASSWORDS.has(withoutTail(plain)) || COMMON_PASSWORDS.has(withoutDisguise(plain))) return true;
  return isRun(plain) || isMadeOfRuns(plain);
}

/** "password2024!" is "password" to whoever guesses. */
const withoutTail = (plain: string) => plain.replace(/[^\p{L}]{1,8}$/u, '');
const disguises: Record<string, string> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a', $: 's', '!': 'i' };
const withoutDisguise = (plain: string) => [...withoutTail(plain)].map((char) => disguises[char] ?? char).join('');

/** Neighbours of the alphabet or of the digits, up or down, round the end of the digits too. */
function isRun(plain: string): boolean {
  const codes = [...plain].map((char) => char.codePointAt(0) ?? 0);
  const steps = new Set(codes.slice(1).map((code, index) => code - (codes[index] ?? 0)));
  const isDigits = /^\d+$/.test(plain);
  if (isDigits && steps.size === 2) return (steps.has(1) && steps.has(-9)) || (steps.has(-1) && steps.has(9));
  return steps.size === 1 && (steps.has(1) || steps.has(-1));
}

/** Nothing but rows of the keyboard one after the other: "qwertyasdfgh", "йцукенгшщз", "1q2w3e4r5t6y". */
function isMadeOfRuns(plain: string): boolean {
  let rest = plain;
  while (rest.length >= 3) {
    const known = KEYBOARD_RUNS.reduce((longest, run) => Math.max(longest, commonStart(rest, run)), 0);
    if (known < 3) return false;
    rest = rest.slice(known);
  }
  return true;
}

/** How many characters at the start of the text stand side by side somewhere in the run. */
function commonStart(text: string, run: string): number {
  let longest = 0;
  for (let from = run.indexOf(text.charAt(0)); from >= 0; from = run.indexOf(text.charAt(0), from + 1)) {
    let length = 0;
    while (length < text.length && from + length < run.length && text[length] === run[from + length]) length += 1;
    longest = Math.max(longest, length);
  }
  return longest;
}

const lettersOnly = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** Whether the password is the word and at most four characters more. */
function isMerely(plain: string, word: string): boolean {
  return [word, word.split('@')[0] ?? ''].map(lettersOnly).some((own) => {
    const given = lettersOnly(plain);
    return own.length >= 4 && given.includes(own) && given.length - own.length <= 4;
  });
}
