import { streamEvents } from '~/platform/http/event-stream.server';
import { subscribe } from '~/platform/notify-bus.server';
import { bellChannel, type BellEvent } from './bell-channel';
import { countUnread, type BellOwner } from './list-notifications.server';

interface BellStream extends BellOwner {
  /** Aborted when the browser goes away. */
  signal: AbortSignal;
  /** Asked every minute: a session that was ended ends the stream. */
  mayStillRead: () => Promise<boolean>;
}

/** Server-sent events of a person's bell: `unread` with the number (100 at most), at first and whenever it may have changed. */
export function streamBell({ signal, mayStillRead, ...owner }: BellStream): Response {
  return streamEvents({
    signal,
    mayStillRead,
    listen: ({ send }) => {
      const tell = () => void countUnread(owner).then((count) => send('unread', String(count)), () => undefined);
      tell();
      return subscribe(bellChannel(owner.organizationId), {
        onMessage: (payload) => (payload as BellEvent).userIds.includes(owner.userId) && tell(),
        onGap: tell,
      });
    },
  });
}
