import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/**
 * E.164 of a typed phone number, or null when it is none. Without a leading + it is read as Russian: `8 999 …` and
 * `7 999 …` are the same number. The length is checked rather than the operator's range, since ranges are opened faster
 * than this library is updated and a refused client is a lost one.
 */
export function normalizePhone(typed: string): string | null {
  const text = typed.normalize('NFKC').replace(/\p{Cf}/gu, '').trim();
  if (text.length > 60) return null;
  // A lone first digit is the trunk prefix: «8 999 123-45-6» lacks a digit and is not +7 899 …
  const phone = parsePhoneNumberFromString(text.replace(/^[78](?=[\s(-])/, '+7'), { defaultCountry: 'RU', extract: false });
  return phone?.isPossible() ? phone.number : null;
}
