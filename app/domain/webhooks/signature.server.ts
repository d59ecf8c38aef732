import { createHmac, randomBytes } from 'node:crypto';

const SECRET_BYTES = 32;

/** A new secret of an endpoint: `whsec_` and 32 random bytes. */
export function createWebhookSecret(): string {
  return `whsec_${randomBytes(SECRET_BYTES).toString('base64url')}`;
}

/**
 * What the header `Teplo-Webhook-Signature` says: HMAC-SHA256, in hex, over the time and the body joined by a dot, with the
 * whole secret as the key.
 * @param timestamp seconds since 1970, as in `Teplo-Webhook-Timestamp`
 */
export function signWebhook(secret: string, timestamp: number, body: string): string {
  return `v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`;
}
