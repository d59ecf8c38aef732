import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { env } from './env.server';

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Keys for nothing but this purpose, made of the secrets in turn: the first seals, all of them open. */
function keysFor(purpose: string): Buffer[] {
  return env().SESSION_SECRET.map((secret) => Buffer.from(hkdfSync('sha256', secret, '', `teplo seal ${purpose}`, 32)));
}

/**
 * Encrypts what must not be readable in a copy of the database (AES-256-GCM): nonce, tag, text.
 * @param purpose what was sealed for one purpose opens for no other
 */
export function seal(bytes: Uint8Array, purpose: string): Uint8Array<ArrayBuffer> {
  const [key = Buffer.alloc(0)] = keysFor(purpose);
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const text = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return new Uint8Array(Buffer.concat([iv, cipher.getAuthTag(), text]));
}

/** What was sealed; null when it was changed, or sealed with a secret that is gone. */
export function unseal(sealed: Uint8Array, purpose: string): Uint8Array<ArrayBuffer> | null {
  const [iv, tag, text] = [sealed.subarray(0, IV_BYTES), sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES), sealed.subarray(IV_BYTES + TAG_BYTES)];
  if (tag.length < TAG_BYTES) return null;
  for (const key of keysFor(purpose)) {
    try {
      const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES }).setAuthTag(tag);
      return new Uint8Array(Buffer.concat([decipher.update(text), decipher.final()]));
    } catch {
      // another secret's, or changed: the next one decides
    }
  }
  return null;
}
