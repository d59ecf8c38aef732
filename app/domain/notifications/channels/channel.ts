import type { OrgTx } from '~/platform/db.server';
import type { OutwardChannel } from './outward-channels';

/** A word that stands out, in the colour of what it says. */
export interface NoticeBadge {
  tone: 'hot' | 'warm' | 'cool';
  text: string;
}

/** One notification for one person on its way out, in that person's language. */
export interface OutgoingNotice {
  deliveryId: string;
  organization: { id: string; name: string; slug: string };
  user: { id: string; email: string; name: string; locale: string | null };
  /** Of NOTIFICATION_EVENTS. */
  event: string;
  /** One sentence: what happened. */
  title: string;
  /** The facts, "label: value" each; a value may have several lines. */
  lines: string[];
  /** What the button says. */
  action: string;
  /** The temperature of a new request. */
  badge?: NoticeBadge;
  /** Absolute address of the page to open. */
  url: string;
  /** Absolute address of the page where this can be switched off. */
  settingsUrl: string;
}

/** `sent`: handed over for good. `dropped`: there is nobody to send to any more; the reason is a code (`unlinked`, `gone`). */
export type ChannelResult = { state: 'sent' } | { state: 'dropped'; reason: string };

export interface Channel {
  name: OutwardChannel;
  /** Whether the person can be reached there: a chat is linked, a browser is subscribed. Asked before anything is queued. */
  isReachable: (userId: string) => Promise<boolean>;
  /** Whether the installation has this channel at all. E-mail always has: without a mail server the outbox holds the messages. */
  isConfigured: () => boolean;
  /**
   * Sends, or queues within the transaction. Throws RetryLater when the other side names a delay, anything else for a
   * failure worth another try; a failed SQL statement of `tx` spoils the transaction and counts as such a failure.
   */
  send: (notice: OutgoingNotice, tx: OrgTx) => Promise<ChannelResult>;
}

/** The other side asks for patience. */
export class RetryLater extends Error {
  constructor(
    readonly seconds: number,
    message = `asked to wait ${seconds} s`,
  ) {
    super(message);
    this.name = 'RetryLater';
  }
}
