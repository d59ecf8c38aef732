import { randomBytes, randomInt } from 'node:crypto';

/** No 0 and O, no 1, I and L: the code is said on the phone. */
const ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const REFERENCE_LENGTH = 6;

/** A new request's short code; 887 million of them, so the rare clash is tried again. */
export function createReference(): string {
  return Array.from({ length: REFERENCE_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
}

/** The unguessable part of the client's own page: 32 bytes, 43 characters. */
export function createPublicToken(): string {
  return randomBytes(32).toString('base64url');
}
