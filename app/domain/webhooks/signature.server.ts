import { createHmac, randomBytes } from 'node:crypto';
import { openBytes, sealBytes } from '~/platform/sealed-bytes.server';

const SECRET_BYTES = 32;
const PREFIX = 'whsec_';
const PURPOSE = 'webhook secret';

/** A new secret of an endpoint: `whsec_` and 32 random bytes. */
export function createWebhookSecret(): string {
  return `${PREFIX}${randomBytes(SECRET_BYTES).toString('base64url')}`;
}

/** The secret as it rests in the database. */
export function sealWebhookSecret(organizationId: string, secret: string): Uint8Array<ArrayBuffer> {
  return sealBytes(Buffer.from(secret), PURPOSE, organizationId);
}

/**
 * The secret of an endpoint. Those made before secrets were sealed rest as they are.
 * @throws when it was sealed with a SESSION_SECRET that is no longer among those in use
 */
export function openWebhookSecret(organizationId: string, sealed: Uint8Array): string {
  const plain = Buffer.from(sealed).toString();
  if (plain.startsWith(PREFIX)) return plain;
  const opened = openBytes(sealed, PURPOSE, organizationId);
  if (!opened) throw new Error('the secret of the webhook cannot be opened: renew it, or bring back the SESSION_SECRET that sealed it');
  return Buffer.from(opened).toString();
}

/**
 * What the header `Teplo-Webhook-Signature` says: HMAC-SHA256, in hex, over the time and the body joined by a dot, with the
 * whole secret as the key.
 * @param timestamp seconds since 1970, as in `Teplo-Webhook-Timestamp`
 */
export function signWebhook(secret: string, timestamp: number, body: string): string {
  return `v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;
}
