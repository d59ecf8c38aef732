import webPush from 'web-push';
import { z } from 'zod';
import { db } from '~/platform/db.server';
import { env } from '~/platform/env.server';
import { openBytes, sealBytes } from '~/platform/sealed-bytes.server';

const NAME = 'vapid';
const PURPOSE = 'instance secret';

const keysSchema = z.object({ publicKey: z.string(), privateKey: z.string() });
export type VapidKeys = z.infer<typeof keysSchema>;

/**
 * The keys by which push services know this installation: made once, whoever asks first, and kept sealed. When the
 * SESSION_SECRET that sealed them is gone they are made anew; the browsers that were subscribed with the old ones have to
 * subscribe again.
 */
export async function vapidKeys(): Promise<VapidKeys> {
  const kept = await readKept();
  if (kept) {
    const keys = unseal(kept);
    if (keys) return keys;
    await db.$transaction([db.instanceSecret.deleteMany({ where: { name: NAME, value: kept } }), db.pushSubscription.deleteMany({})]);
  }
  const sealed = sealBytes(Buffer.from(JSON.stringify(webPush.generateVAPIDKeys())), PURPOSE, NAME);
  await db.$executeRaw`INSERT INTO "InstanceSecret" ("name", "value") VALUES (${NAME}, ${sealed}) ON CONFLICT ("name") DO NOTHING`;
  const stored = await readKept();
  const keys = stored && unseal(stored);
  if (!keys) throw new Error('the keys of web push cannot be read');
  return keys;
}

async function readKept(): Promise<Uint8Array<ArrayBuffer> | null> {
  const row = await db.instanceSecret.findUnique({ where: { name: NAME }, select: { value: true } });
  return row && new Uint8Array(row.value);
}

function unseal(sealed: Uint8Array): VapidKeys | null {
  const opened = openBytes(sealed, PURPOSE, NAME);
  return opened && keysSchema.parse(JSON.parse(Buffer.from(opened).toString()));
}

/** Whom a push service may turn to: the site, else the sender of the mails. */
export function vapidSubject(): string {
  const { APP_URL, MAIL_FROM } = env();
  if (APP_URL?.startsWith('https://')) return APP_URL;
  return `mailto:${/<([^>]+)>/.exec(MAIL_FROM)?.[1] ?? MAIL_FROM}`;
}
