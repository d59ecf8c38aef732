/**
 * Whether this is a state registration number: 13 digits of a company, 15 of a sole trader; the last one is the remainder
 * of the others by 11 (by 13), its last digit. Rule: order of the Federal Tax Service of 30 October 2017 N 165n.
 */
export function checkOgrn(ogrn: string): boolean {
  if (!/^(\d{13}|\d{15})$/.test(ogrn) || /^0+$/.test(ogrn)) return false;
  const body = BigInt(ogrn.slice(0, -1));
  return Number((body % BigInt(ogrn.length - 2)) % 10n) === Number(ogrn.at(-1));
}
