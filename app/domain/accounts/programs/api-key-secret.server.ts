import { createHash, randomBytes } from 'node:crypto';

const KEY_BYTES = 32;
const PREFIX_LENGTH = 'teplo_'.length + 6;
const shape = /^teplo_[\w-]{43}$/;

/** A new unguessable key; only the program that gets it keeps it. */
export function newApiKey(): string {
  return `teplo_${randomBytes(KEY_BYTES).toString('base64url')}`;
}

/** Whether this can be an API key at all (an access token never is). */
export function isApiKey(token: string): boolean {
  return shape.test(token);
}

/** What the database keeps of a key: SHA-256, hex. Enough for 256 random bits. */
export function hashApiKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

/** The key's beginning, which tells keys apart in a list and gives nothing away. */
export function apiKeyPrefix(key: string): string {
  return key.slice(0, PREFIX_LENGTH);
}
