import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { db, pool } from './db.server';
import { busReady, publish, subscribe } from './notify-bus.server';

function listenOn(channel: string) {
  const heard: unknown[] = [];
  const onGap = vi.fn();
  const unsubscribe = subscribe(channel, { onMessage: (payload) => heard.push(payload), onGap });
  onTestFinished(unsubscribe);
  return { heard, onGap, unsubscribe };
}

describe('publish and subscribe', () => {
  it('delivers after the commit, to the channel alone', async () => {
    const { heard } = listenOn('leads:1');
    const other = listenOn('leads:2');
    await busReady();
    await db.$transaction(async (tx) => {
      await publish(tx, 'leads:1', { id: 'a', name: 'Ёжик' });
      await pause(50);
      expect(heard).toEqual([]);
    });
    await vi.waitFor(() => expect(heard).toEqual([{ id: 'a', name: 'Ёжик' }]));
    expect(other.heard).toEqual([]);
  });

  it('delivers nothing of a transaction that is rolled back', async () => {
    const { heard } = listenOn('leads');
    await busReady();
    await expect(
      db.$transaction(async (tx) => {
        await publish(tx, 'leads', 'lost');
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    await publish(db, 'leads', 'kept');
    await vi.waitFor(() => expect(heard).toEqual(['kept']));
  });

  it('goes on after a subscriber failed, and stops after unsubscribe', async () => {
    onTestFinished(subscribe('leads', () => { throw new Error('mistake'); }));
    const { heard, unsubscribe } = listenOn('leads');
    await busReady();
    await publish(db, 'leads', 1);
    await vi.waitFor(() => expect(heard).toEqual([1]));
    unsubscribe();
    const last = listenOn('leads');
    await publish(db, 'leads', 2);
    await vi.waitFor(() => expect(last.heard).toEqual([2]));
    expect(heard).toEqual([1]);
  });

  it('refuses what PostgreSQL would refuse', async () => {
    await expect(publish(db, 'leads', 'ы'.repeat(4_000))).rejects.toThrow(RangeError);
  });

  it('connects again after its connection was cut, and says that there was a gap', async () => {
    const { heard, onGap } = listenOn('leads');
    await busReady();
    await pool.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND query LIKE 'LISTEN%'`);
    await vi.waitFor(() => expect(onGap).toHaveBeenCalled(), { timeout: 5_000 });
    await publish(db, 'leads', 'again');
    await vi.waitFor(() => expect(heard).toEqual(['again']));
  });
});
