/** Currencies offered first to last; amounts of one organisation are all in one. */
export const CURRENCIES = ['RUB', 'BYN', 'KZT', 'UZS', 'KGS', 'AMD', 'GEL', 'AZN', 'TJS', 'MDL', 'TRY', 'AED', 'CNY', 'INR', 'EUR', 'USD', 'GBP', 'CHF', 'PLN', 'CZK', 'RSD'] as const;

let zones: string[] | undefined;

/** Every time zone this runtime knows, by IANA name. */
export function timeZones(): string[] {
  return (zones ??= ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]);
}

export function isTimeZone(name: string): boolean {
  return timeZones().includes(name);
}
