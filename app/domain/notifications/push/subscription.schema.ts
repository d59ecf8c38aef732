import { z } from 'zod';

export const ENDPOINT_MAX = 2000;

/** What a browser gives after PushManager.subscribe(): where its push service listens, and the keys to encrypt for it. */
export const pushSubscriptionSchema = z.strictObject({
  endpoint: z.url({ protocol: /^https?$/ }).max(ENDPOINT_MAX),
  /** A point of P-256, uncompressed, base64url. */
  p256dh: z.string().regex(/^[A-Za-z0-9_-]{87}=?$/),
  /** 16 bytes, base64url. */
  auth: z.string().regex(/^[A-Za-z0-9_-]{22}(==)?$/),
});

export type PushSubscriptionInput = z.infer<typeof pushSubscriptionSchema>;
