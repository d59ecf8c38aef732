import { describe, expect, it } from 'vitest';
import { compactHeat } from './compact-heat';

const sum = (cells: number[]) => cells.filter((_, at) => at % 2 === 1).reduce((total, count) => total + count, 0);

describe('compactHeat', () => {
  it('tells the filled cells of a sparse element as they are', () => {
    const counts = new Uint32Array(256 * 256);
    counts[3] = 2;
    counts[65_535] = 5;
    expect(compactHeat({ elementKey: 'phone', counts, points: 7 }, 256)).toEqual({ key: 'phone', points: 7, size: 256, cells: [3, 2, 65_535, 5] });
  });

  it('tells a crowded element on a coarser grid and loses no point', () => {
    const counts = new Uint32Array(64 * 64).fill(3);
    const compact = compactHeat({ elementKey: 'phone', counts, points: 3 * 4096 }, 64);
    expect([compact.size, compact.cells.length, sum(compact.cells)]).toEqual([32, 2048, 3 * 4096]);
    expect(compact.cells.slice(0, 4)).toEqual([0, 12, 1, 12]);
  });

  it('is empty for an element without points', () => {
    expect(compactHeat({ elementKey: 'phone', counts: new Uint32Array(64 * 64), points: 0 }, 64).cells).toEqual([]);
  });
});
