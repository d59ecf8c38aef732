import { expect, it } from 'vitest';
import { oneAtATime } from './one-at-a-time';

it('runs works in turn, also behind one that fails', async () => {
  const inTurn = oneAtATime();
  let running = 0;
  let most = 0;
  const work = (result: number) => async () => {
    running += 1;
    most = Math.max(most, running);
    await Promise.resolve();
    running -= 1;
    if (result < 0) throw new Error('failed');
    return result;
  };
  const all = await Promise.allSettled([1, -1, 3].map((result) => inTurn(work(result))));
  expect(all.map((one) => (one.status === 'fulfilled' ? one.value : 'failed'))).toEqual([1, 'failed', 3]);
  expect(most).toBe(1);
});
