/** Credentials in URLs, bearer tokens, JWTs, our API keys, `token=…` in addresses and long random strings. */
const SECRETS: readonly [RegExp, string][] = [
  [/\b([a-z][a-z\d+.-]*:\/\/)[^\s/@:]*:[^\s/@]+@/gi, '$1[credentials]@'],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/gi, '$1 [secret]'],
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, '[secret]'],
  [/\bteplo_[\w-]{20,}/g, '[secret]'],
  [/\b((?:\w*(?:password|passphrase|secret|token|session|cookie|api[_-]?key|code)\w*)=)[^\s&;,"')\]]+/gi, '$1[secret]'],
  [/\/(t|invite|reset|confirm|unsubscribe)\/[\w-]{16,}/g, '/$1/[secret]'],
];

/** Who it is about: mail addresses, network addresses, phone numbers, whatever stands in quotes or a "(…)=(…)" of PostgreSQL, and letters that no message of a program has. */
const PERSONAL: readonly [RegExp, string][] = [
  [/[^\s@<>"'«»():,;]+@[^\s@<>"'«»():,;]+/gu, '[e-mail]'],
  [/\bKey \((.{0,300}?)\)=\(.{0,1000}?\)/gs, 'Key ($1)=([value])'],
  [/\b(?:Failing row contains|DETAIL:).{0,2000}/gs, '[detail]'],
  [/"(?:[^"\\\n]|\\.){0,2000}"|«[^»\n]{0,2000}»|“[^”\n]{0,2000}”|'(?:[^'\\\n]|\\.){0,2000}'|`(?:[^`\\]|\\.){0,2000}`/g, '[text]'],
  [/\b(?:\d{1,3}\.){3}\d{1,3}\b/g, '[address]'],
  [/(?<![\w:])(?=[\da-f]*:[\da-f]*:)[\da-f]{0,4}(?::{1,2}[\da-f]{1,4}){2,7}(?![\w:])/gi, '[address]'],
  [/\+?\d(?:[\s().-]{0,2}\d){6,}/g, '[number]'],
  [/[^\p{ASCII}]+(?:[ \t]+[^\p{ASCII}\s]+)*/gu, '[text]'],
  [/\b[\w-]{32,}\b/g, '[secret]'],
];

function replaceAll(text: string, rules: readonly [RegExp, string][]): string {
  return rules.reduce((result, [pattern, replacement]) => result.replace(pattern, replacement), text);
}

/** The text without what opens doors: for the log, which stays in the house. */
export function scrubSecrets(text: string): string {
  return replaceAll(text, SECRETS);
}

/**
 * The text without secrets and without whatever can be about a person: for reports that leave the house. Our own messages
 * are English and put values in quotes, so what is quoted or not ASCII is data. Too much is taken rather than too little.
 */
export function scrubPersonal(text: string): string {
  return replaceAll(scrubSecrets(text), PERSONAL);
}
