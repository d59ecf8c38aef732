import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { env } from './env.server';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Keys for one purpose, made of the secrets in turn: the first seals, all of them open. */
function keysFor(purpose: string): Uint8Array[] {
  return env().SESSION_SECRET.map((secret) => new Uint8Array(hkdfSync('sha256', secret, '', `teplo ${purpose}`, 32)));
}

/** Encrypts (AES-256-GCM) what rests in the database but is nobody's to read there. @param place where it belongs: elsewhere it does not open */
export function sealBytes(bytes: Uint8Array, purpose: string, place: string): Uint8Array<ArrayBuffer> {
  const [key = new Uint8Array()] = keysFor(purpose);
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place));
  const sealed = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return new Uint8Array(Buffer.concat([nonce, cipher.getAuthTag(), sealed]));
}

/** What was sealed; null when it was changed, belongs elsewhere, or its secret is no longer in use. */
export function openBytes(sealed: Uint8Array, purpose: string, place: string): Uint8Array | null {
  const [nonce, tag, rest] = [sealed.subarray(0, NONCE_BYTES), sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES), sealed.subarray(NONCE_BYTES + TAG_BYTES)];
  if (tag.length < TAG_BYTES) return null;
  for (const key of keysFor(purpose)) {
    try {
      const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place)).setAuthTag(tag);
      return new Uint8Array(Buffer.concat([decipher.update(rest), decipher.final()]));
    } catch {
      // sealed with another secret, or changed: the next one decides
    }
  }
  return null;
}
