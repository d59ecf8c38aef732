import { emailChannel } from './email.server';
import { pushChannel } from './push.server';
import { telegramChannel } from './telegram.server';
import type { Channel } from './channel';
import type { OutwardChannel } from './outward-channels';

/** The ways out, by name. */
const CHANNELS: Record<OutwardChannel, Channel> = { EMAIL: emailChannel, TELEGRAM: telegramChannel, PUSH: pushChannel };

/** The channel, where the installation has it. */
export function findChannel(name: OutwardChannel): Channel | null {
  const channel = CHANNELS[name];
  return channel.isConfigured() ? channel : null;
}
