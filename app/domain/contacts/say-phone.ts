import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** A stored number (E.164) as people read it: +7 999 123-45-67. */
export function sayPhone(stored: string): string {
  const phone = parsePhoneNumberFromString(stored);
  if (!phone) return stored;
  const text = phone.formatInternational();
  return phone.countryCallingCode === '7' ? text.replace(/^(\+7 \d{3} \d{3}) (\d\d) (\d\d)$/, '$1-$2-$3') : text;
}
