import { readDevice } from '~/domain/accounts/sign-in/device';
import { findTelegram } from '~/domain/notifications/telegram/links.server';
import { isTelegramConfigured } from '~/domain/notifications/telegram/telegram-client.server';
import { listPushDevices } from '~/domain/notifications/push/subscriptions.server';
import { thisPushBrowser } from '~/domain/notifications/push/this-browser.server';
import { vapidKeys } from '~/domain/notifications/push/vapid-keys.server';

export type Channels = Awaited<ReturnType<typeof loadChannels>>;

/** Where a person can be told of things besides the bell. */
export async function loadChannels(request: Request, user: { id: string; email: string }) {
  const [telegram, devices, here, { publicKey }] = await Promise.all([findTelegram(user.id), listPushDevices(user.id), thisPushBrowser(request), vapidKeys()]);
  return {
    email: user.email,
    telegram: { isConfigured: isTelegramConfigured(), linked: telegram },
    push: { publicKey, devices: devices.map(({ userAgent, ...device }) => ({ ...device, device: readDevice(userAgent), isThis: device.id === here })) },
  };
}
