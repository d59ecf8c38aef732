import { describe, expect, it } from 'vitest';
import { GIVE_UP_AFTER_MS, nextTryAt } from './retry-schedule';

describe('nextTryAt', () => {
  it('waits longer each time and gives up after a day', () => {
    const startedAt = new Date('2026-11-20T12:00:00Z');
    const waits: number[] = [];
    let now = startedAt;
    for (let attempts = 1; ; attempts += 1) {
      const next = nextTryAt({ startedAt, attempts, now });
      if (!next) break;
      waits.push((next.getTime() - now.getTime()) / 60_000);
      now = next;
    }
    expect(waits).toEqual([1, 5, 15, 60, 180, 360, 360, 360]);
    expect(now.getTime() - startedAt.getTime()).toBeLessThanOrEqual(GIVE_UP_AFTER_MS);
  });
});
