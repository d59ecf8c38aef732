/** Length of every e-mail column. */
export const EMAIL_MAX = 255;

// Any alphabet, because Cyrillic domains receive mail too; one @, a dotted domain, no spaces and no quoting.
const EMAIL = /^[^\s@"'`<>()[\],;:\\\p{C}]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+(?:\p{L}{2,63}|xn--[a-z\d-]{2,59})$/u;

/** The form in which e-mails are stored and compared: trimmed, lower case, NFC. */
export function normalizeEmail(typed: string): string {
  return typed.normalize('NFC').trim().toLowerCase();
}

/** Whether a normalised e-mail can be written to. Whether it exists, only a letter would show. */
export function isEmail(email: string): boolean {
  return email.length <= EMAIL_MAX && !email.startsWith('.') && !/\.[.@]/.test(email) && EMAIL.test(email);
}
