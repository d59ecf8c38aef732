import { beforeDatabaseCloses } from '~/platform/db.server';
import { isDraining, whenDraining } from './draining';

/** Shorter than the patience of the proxies that stand in front of servers. */
const HEARTBEAT_MS = 25_000;
const RECHECK_MS = 60_000;
/** How long a browser waits before it connects again. */
const RETRY_MS = 5_000;

const open = new Set<() => void>();
// the browser comes again by itself, to a process that stays
whenDraining(() => open.forEach((close) => close()));
beforeDatabaseCloses(() => Promise.resolve(open.forEach((close) => close())));

export interface EventWriter {
  /** Sends an event; nothing when the stream has ended meanwhile. */
  send: (event: string, data: string) => void;
  close: () => void;
}

interface EventStream {
  /** Aborted when the browser goes away. */
  signal: AbortSignal;
  /** Asked every minute: a session that was ended or a role that was taken away ends the stream. */
  mayStillRead: () => Promise<boolean>;
  /** Begins to listen; returns what ends it. */
  listen: (writer: EventWriter) => () => void;
}

/** Server-sent events until the browser, the process or the person's right to them goes. */
export function streamEvents({ signal, mayStillRead, listen }: EventStream): Response {
  const encoder = new TextEncoder();
  let stop = () => {};
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const write = (text: string) => controller.enqueue(encoder.encode(text));
      // A check still under way when the tab closes comes here a second time.
      const close = () => {
        if (!open.has(close)) return;
        stop();
        controller.close();
      };
      const unsubscribe = listen({ send: (event, data) => open.has(close) && write(`event: ${event}\ndata:${data && ` ${data}`}\n\n`), close });
      const heartbeat = setInterval(() => write(': still here\n\n'), HEARTBEAT_MS);
      const recheck = setInterval(() => void mayStillRead().then((allowed) => allowed || close(), close), RECHECK_MS);
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
