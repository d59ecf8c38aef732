import { describe, expect, it } from 'vitest';
import { createGroupCommit } from './group-commit';

/** A store whose writes end when the test says so. */
function heldStore() {
  const groups: number[][] = [];
  let release = () => {};
  const write = (items: number[]) => {
    groups.push(items);
    return new Promise<void>((resolve, reject) => {
      release = () => (items.includes(13) ? reject(new Error('unlucky')) : resolve());
    });
  };
  return { groups, write, release: () => release() };
}
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('group commit', () => {
  it('writes a lone item at once, and what arrives meanwhile together', async () => {
    const store = heldStore();
    const group = createGroupCommit({ write: store.write, maxSize: 3, isWorthSplitting: () => true });
    const all = Promise.all([1, 2, 3, 4, 5].map((item) => group.add(item)));
    for (let step = 0; step < 3; step++) {
      store.release();
      await settle();
    }
    await all;
    expect(store.groups).toEqual([[1], [2, 3, 4], [5]]);
  });

  it('lets one bad item fail alone', async () => {
    const write = (items: number[]) => (items.includes(13) ? Promise.reject(new Error('unlucky')) : Promise.resolve());
    const group = createGroupCommit({ write, maxSize: 100, isWorthSplitting: () => true });
    const results = await Promise.allSettled(Array.from({ length: 40 }, (_, item) => group.add(item)));
    expect(results.flatMap(({ status }, item) => (status === 'rejected' ? [item] : []))).toEqual([13]);
    await group.add(50);
  });

  it('fails a whole group at once when splitting is useless', async () => {
    let writes = 0;
    const write = () => Promise.reject(new Error(`down ${++writes}`));
    const group = createGroupCommit({ write, maxSize: 100, isWorthSplitting: () => false });
    const results = await Promise.allSettled([1, 2, 3].map((item) => group.add(item)));
    expect(results.every(({ status }) => status === 'rejected')).toBe(true);
    expect(writes).toBe(2);
  });
});
