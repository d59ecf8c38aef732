import { createECDH, createHash } from 'node:crypto';
import { db } from '~/platform/db.server';
import { env } from '~/platform/env.server';
import { refuseTarget } from '~/platform/http/public-post.server';
import { ENDPOINT_MAX, type PushSubscriptionInput } from './subscription.schema';

/** A person's browsers; one more takes the place of the one that was told of something longest ago. */
const PER_PERSON = 10;
const USER_AGENT_MAX = 400;

const hashEndpoint = (endpoint: string) => createHash('sha256').update(endpoint).digest('hex');

export interface PushDevice {
  id: string;
  userAgent: string | null;
  createdAt: Date;
  lastSentAt: Date | null;
}

/** The browsers in which a person wants to be told, the newest first. */
export function listPushDevices(userId: string): Promise<PushDevice[]> {
  return db.pushSubscription.findMany({ where: { userId }, select: { id: true, userAgent: true, createdAt: true, lastSentAt: true }, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }] });
}

export type SubscribeResult = { ok: true; id: string } | { ok: false; error: 'badEndpoint' | 'badKeys' };

/** Keeps a browser's subscription. A browser that another person used before belongs to this one from now on. */
export async function savePushSubscription({ userId, endpoint: given, p256dh, auth, userAgent }: PushSubscriptionInput & { userId: string; userAgent: string | null }, now: Date): Promise<SubscribeResult> {
  const url = new URL(given);
  const endpoint = url.href;
  if (endpoint.length > ENDPOINT_MAX || refuseTarget(url) || (url.protocol !== 'https:' && !env().WEBHOOK_ALLOW_PRIVATE)) return { ok: false, error: 'badEndpoint' };
  if (!isPoint(p256dh)) return { ok: false, error: 'badKeys' };
  const endpointHash = hashEndpoint(endpoint);
  const row = { userId, endpoint, p256dh, auth, userAgent: userAgent?.slice(0, USER_AGENT_MAX) ?? null, createdAt: now };
  const { id } = await db.pushSubscription.upsert({ where: { endpointHash }, create: { ...row, endpointHash }, update: row, select: { id: true } });
  const surplus = await db.pushSubscription.findMany({ where: { userId, id: { not: id } }, orderBy: [{ lastSentAt: { sort: 'desc', nulls: 'last' } }, { createdAt: 'desc' }], skip: PER_PERSON - 1, select: { id: true } });
  if (surplus.length > 0) await db.pushSubscription.deleteMany({ where: { id: { in: surplus.map((old) => old.id) } } });
  return { ok: true, id };
}

/** Whether the browser's key is a point of the curve: nothing can be encrypted for another one. */
function isPoint(p256dh: string): boolean {
  const own = createECDH('prime256v1');
  own.generateKeys();
  try {
    own.computeSecret(Buffer.from(p256dh, 'base64url'));
    return true;
  } catch {
    return false;
  }
}

/** Forgets one of a person's browsers. @returns whether there was one */
export async function removePushDevice(userId: string, id: string): Promise<boolean> {
  return (await db.pushSubscription.deleteMany({ where: { userId, id } })).count > 0;
}
