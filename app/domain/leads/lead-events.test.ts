import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { streamLeadEvents } from './lead-events.server';

const bus = vi.hoisted(() => ({ subscriber: undefined as { onMessage: (payload: unknown) => void; onGap: () => void } | undefined, unsubscribe: vi.fn() }));
vi.mock('~/platform/notify-bus.server', () => ({
  subscribe: (_channel: string, subscriber: typeof bus.subscriber) => {
    bus.subscriber = subscriber;
    return bus.unsubscribe;
  },
}));
vi.mock('~/platform/db.server', () => ({ beforeDatabaseCloses: () => undefined }));
vi.mock('./announce-lead.server', () => ({ leadChannel: (id: string) => id }));

beforeEach(() => {
  vi.useFakeTimers();
  bus.unsubscribe.mockReset();
});
afterEach(() => vi.useRealTimers());

function open(mayStillRead: () => Promise<boolean> = () => Promise.resolve(true)) {
  const controller = new AbortController();
  const response = streamLeadEvents({ organizationId: 'o', userId: 'me', signal: controller.signal, mayStillRead, sees: (id) => Promise.resolve(id !== 'hidden') });
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  return { response, controller, next: () => reader.read() };
}

describe('the stream of new requests', () => {
  it('tells them as they come and beats in between', async () => {
    const { response, next } = open();
    expect(response.headers.get('Content-Type')).toContain('text/event-stream');
    expect(response.headers.get('X-Accel-Buffering')).toBe('no');
    expect((await next()).value).toBe('retry: 5000\n\n');
    bus.subscriber?.onMessage({ type: 'new', id: 'hidden' });
    bus.subscriber?.onMessage({ type: 'new', id: 'abc' });
    expect((await next()).value).toBe('event: new\ndata: abc\n\n');
    bus.subscriber?.onMessage({ type: 'rights', userId: 'somebody else' });
    bus.subscriber?.onGap();
    expect((await next()).value).toBe('event: gap\ndata:\n\n');
    await vi.advanceTimersByTimeAsync(25_000);
    expect((await next()).value).toBe(': still here\n\n');
  });

  it('ends within a minute when the session was ended or the role taken away', async () => {
    const { next } = open(() => Promise.resolve(false));
    await next();
    await vi.advanceTimersByTimeAsync(60_000);
    let chunk = await next();
    while (!chunk.done) chunk = await next();
    expect(bus.unsubscribe).toHaveBeenCalledOnce();
    expect(vi.getTimerCount()).toBe(0);
  });

  it.each(['me', null])('ends at once when the rights of %s change', async (userId) => {
    const { next } = open();
    await next();
    bus.subscriber?.onMessage({ type: 'rights', userId });
    expect((await next()).done).toBe(true);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('lets go of everything when the browser goes away', async () => {
    const { controller, next } = open();
    await next();
    controller.abort();
    expect((await next()).done).toBe(true);
    expect(bus.unsubscribe).toHaveBeenCalledOnce();
    expect(vi.getTimerCount()).toBe(0);
  });
});
