import { streamEvents } from '~/platform/http/event-stream.server';
import { subscribe } from '~/platform/notify-bus.server';
import { leadChannel, type LeadEvent } from './announce-lead.server';

interface Stream {
  organizationId: string;
  userId: string;
  /** Aborted when the browser goes away. */
  signal: AbortSignal;
  /** Asked every minute: a session that was ended or a role that was taken away ends the stream. */
  mayStillRead: () => Promise<boolean>;
  /** Whether the person sees this request: others are not told of. */
  sees: (leadId: string) => Promise<boolean>;
}

/** Server-sent events of an organisation's new requests: `new` with the id, `gap` after some may have been missed. */
export function streamLeadEvents({ organizationId, userId, signal, mayStillRead, sees }: Stream): Response {
  return streamEvents({
    signal,
    mayStillRead,
    listen: ({ send, close }) =>
      subscribe(leadChannel(organizationId), {
        onMessage: (payload) => {
          const event = payload as LeadEvent;
          if (event.type === 'rights') return event.userId === null || event.userId === userId ? close() : undefined;
          void sees(event.id).then((isSeen) => isSeen && send('new', event.id), () => undefined);
        },
        onGap: () => send('gap', ''),
      }),
  });
}
