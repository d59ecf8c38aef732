import { orgDb } from '~/platform/db.server';
import { fallbackLanguage, isLanguage } from '~/platform/i18n';
import { getFixedT } from '~/platform/i18n.server';
import { log } from '~/platform/log.server';
import { OUTWARD_CHANNELS, type OutwardChannel } from './channels/outward-channels';
import { findChannel } from './channels/registry.server';
import type { BellOwner } from './list-notifications.server';
import { settingsUrlOf } from './settings-url.server';

/** The ways out that the installation has, and by which of them the person can be reached. */
export async function listWays(userId: string): Promise<{ channel: OutwardChannel; isReachable: boolean }[]> {
  const channels = OUTWARD_CHANNELS.flatMap((name) => findChannel(name) ?? []);
  return Promise.all(channels.map(async (channel) => ({ channel: channel.name, isReachable: await channel.isReachable(userId) })));
}

/** Sends a few words to the person by every way there is, whatever the hour. */
export async function sendTest({ organizationId, userId }: BellOwner, user: { email: string; name: string; locale: string | null }): Promise<{ sent: OutwardChannel[]; failed: OutwardChannel[] }> {
  const t = await getFixedT(isLanguage(user.locale) ? user.locale : fallbackLanguage, 'notifications');
  const db = orgDb(organizationId);
  const organization = await db.organization.findFirstOrThrow({ select: { id: true, name: true, slug: true } });
  const settingsUrl = settingsUrlOf(organization.slug);
  const [sent, failed]: OutwardChannel[][] = [[], []];
  for (const { channel: name, isReachable } of await listWays(userId)) {
    const channel = findChannel(name);
    if (!channel || !isReachable) continue;
    const notice = { deliveryId: `test-${userId}`, organization, user: { id: userId, ...user }, event: 'test', title: t('test.heading'), lines: [t('test.line')], action: t('settings'), url: settingsUrl, settingsUrl };
    const result = await db.$transaction((tx) => channel.send(notice, tx), { timeout: 30_000 }).catch((error: unknown) => {
      log.warn({ err: error, channel: name }, 'a test notification was not sent');
      return null;
    });
    (result?.state === 'sent' ? sent : failed)?.push(name);
  }
  return { sent: sent ?? [], failed: failed ?? [] };
}
