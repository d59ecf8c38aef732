const NAME_MIN = 3;
const PHONE_TAIL = 10;
/** Matches nothing. */
const NOTHING = '(?!)';

const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Also as it stands in an address: "a%40b.ru". */
function emailPattern(email: string): string {
  return escape(email).replace('@', '(?:@|%40)');
}

/** The number however it is written: +7 916 123-45-67, 8 (916) 1234567. */
function phonePattern(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  const tail = digits.slice(-PHONE_TAIL).split('').join('[ \\t().-]*');
  return digits.length > PHONE_TAIL ? `(?:[+]?[0-9]{1,3}[ \\t().-]*)?${tail}` : `[+]?${tail}`;
}

/**
 * A regular expression of PostgreSQL, to be used without regard to case, that finds what tells one person from all others:
 * e-mail addresses and phone numbers.
 */
export function contactPattern({ emails, phones }: { emails: readonly string[]; phones: readonly string[] }): string {
  const parts = [...emails.filter(Boolean).map(emailPattern), ...phones.filter(Boolean).map(phonePattern)];
  return parts.length > 0 ? `(?:${parts.join('|')})` : NOTHING;
}

/** The same with the person's names: for rows that belong to the person anyway, since others may be called so too. */
export function personPattern(person: { emails: readonly string[]; phones: readonly string[]; names: readonly string[] }): string {
  const names = person.names.map((name) => name.trim()).filter((name) => name.length >= NAME_MIN).map((name) => `\\m${escape(name)}`);
  const known = contactPattern(person);
  if (names.length === 0) return known;
  return known === NOTHING ? `(?:${names.join('|')})` : `(?:${[known, ...names].join('|')})`;
}

/** Matches texts that name one of these rows. */
export function idPattern(ids: readonly string[]): string {
  return ids.length > 0 ? `(?:${ids.join('|')})` : NOTHING;
}
