import { db } from '~/platform/db.server';

const NOTIFICATIONS = 1_000;

/** All that the installation holds about a signed-in person, secrets apart: what they are is known to the person's devices alone. */
export async function readOwnData(userId: string) {
  const [user, memberships, sessions, programs, signIns, passkeys, telegram, browsers, preferences, notifications, views, keys] = await Promise.all([
    db.user.findUniqueOrThrow({
      where: { id: userId },
      select: { id: true, email: true, name: true, phone: true, locale: true, timeZone: true, emailConfirmedAt: true, totpConfirmedAt: true, createdAt: true, updatedAt: true },
    }),
    db.membership.findMany({
      where: { userId },
      select: { organization: { select: { name: true, slug: true } }, role: true, quietFromMin: true, quietToMin: true, digestAtMin: true, createdAt: true, removedAt: true },
    }),
    db.session.findMany({ where: { userId }, select: { method: true, userAgent: true, address: true, createdAt: true, lastSeenAt: true, expiresAt: true } }),
    db.tokenFamily.findMany({ where: { userId }, select: { userAgent: true, address: true, createdAt: true, lastUsedAt: true, expiresAt: true, revokedAt: true } }),
    db.signInEvent.findMany({ where: { userId }, orderBy: { at: 'desc' }, select: { method: true, outcome: true, address: true, userAgent: true, at: true } }),
    db.passkey.findMany({ where: { userId }, select: { name: true, createdAt: true, lastUsedAt: true } }),
    db.telegramAccount.findUnique({ where: { userId }, select: { name: true, linkedAt: true } }),
    db.pushSubscription.findMany({ where: { userId }, select: { userAgent: true, createdAt: true, lastSentAt: true } }),
    db.notificationPreference.findMany({ where: { userId }, select: { event: true, channel: true, isOn: true } }),
    db.notification.findMany({ where: { userId }, orderBy: { createdAt: 'desc' }, take: NOTIFICATIONS, select: { event: true, createdAt: true, readAt: true } }),
    db.savedView.findMany({ where: { ownerId: userId }, select: { resource: true, name: true, query: true, createdAt: true } }),
    db.apiKey.findMany({ where: { userId }, select: { name: true, prefix: true, scopes: true, createdAt: true, lastUsedAt: true, lastAddress: true, revokedAt: true } }),
  ]);
  return { user, memberships, sessions, programs, signIns, passkeys, telegram, browsers, preferences, notifications, savedViews: views, apiKeys: keys };
}

/** The same as a file. */
export async function answerWithOwnData(userId: string): Promise<Response> {
  return new Response(`${JSON.stringify(await readOwnData(userId), null, 2)}\n`, {
    headers: { 'Content-Type': 'application/octet-stream', 'Content-Disposition': 'attachment; filename="my-data.json"', 'Cache-Control': 'no-store' },
  });
}
