import { beforeDatabaseCloses } from '~/platform/db.server';
import { isDraining, whenDraining } from '~/platform/http/draining';
import { subscribe } from '~/platform/notify-bus.server';
import { leadChannel, type LeadEvent } from './announce-lead.server';

/** Shorter than the patience of the proxies that stand in front of servers. */
const HEARTBEAT_MS = 25_000;
const RECHECK_MS = 60_000;
/** How long a browser waits before it connects again. */
const RETRY_MS = 5_000;

const open = new Set<() => void>();
// the browser comes again by itself, to a process that stays
whenDraining(() => open.forEach((close) => close()));
beforeDatabaseCloses(() => Promise.resolve(open.forEach((close) => close())));

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
  const encoder = new TextEncoder();
  let stop = () => {};
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const write = (text: string) => controller.enqueue(encoder.encode(text));
      const unsubscribe = subscribe(leadChannel(organizationId), {
        onMessage: (payload) => {
          const event = payload as LeadEvent;
          if (event.type === 'rights') return event.userId === null || event.userId === userId ? close() : undefined;
          const tell = (isSeen: boolean) => isSeen && open.has(close) && write(`event: new\ndata: ${event.id}\n\n`);
          void sees(event.id).then(tell, () => undefined);
        },
        onGap: () => write('event: gap\ndata:\n\n'),
      });
      const heartbeat = setInterval(() => write(': still here\n\n'), HEARTBEAT_MS);
      const recheck = setInterval(() => void mayStillRead().then((allowed) => allowed || close(), close), RECHECK_MS);
      // A check still under way when the tab closes comes here a second time.
      const close = () => {
        if (!open.has(close)) return;
        stop();
        controller.close();
      };
      stop = () => {
        stop = () => {};
        open.delete(close);
        unsubscribe();
        clearInterval(heartbeat);
        clearInterval(recheck);
        signal.removeEventListener('abort', close);
      };
      open.add(close);
      signal.addEventListener('abort', close);
      write(`retry: ${RETRY_MS}\n\n`);
      if (signal.aborted || isDraining()) close();
    },
    cancel: () => stop(),
  });
  return new Response(body, {
    headers: { 'Content-Type': 'text/event-stream; charset=utf-8', 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' },
  });
}
