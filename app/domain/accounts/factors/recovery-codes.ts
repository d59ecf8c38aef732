/** Crockford's base 32: no letter looks like a digit. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const GROUP = 4;

/** How many codes a person gets at once. */
export const RECOVERY_CODES = 10;
/** Bytes of chance in one code: enough that a plain hash keeps it secret. */
export const RECOVERY_CODE_BYTES = 10;
const LENGTH = (RECOVERY_CODE_BYTES * 8) / 5;

/** A code as people read it: four groups of four. */
export function writeRecoveryCode(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const chars = (bits.match(/.{5}/g) ?? []).map((five) => ALPHABET[parseInt(five, 2)] ?? '').join('');
  return (chars.match(new RegExp(`.{${GROUP}}`, 'g')) ?? []).join('-');
}

/** A typed code without case, dashes and look-alikes; null when it is none. */
export function readRecoveryCode(typed: string): string | null {
  const code = typed.toLowerCase().replaceAll('o', '0').replace(/[il]/g, '1').replace(/[\s-]/g, '');
  return code.length === LENGTH && [...code].every((char) => ALPHABET.includes(char)) ? code : null;
}
