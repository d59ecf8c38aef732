import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addPackedCells, packCells } from './cells';

const counts = fc.array(fc.tuple(fc.nat(65_535), fc.integer({ min: -2_000_000_000, max: 2_000_000_000 })));

describe('packed cells', () => {
  it('come back as they were, without zeros', () => {
    fc.assert(
      fc.property(counts, (pairs) => {
        const given = new Map(pairs);
        const back = new Map<number, number>();
        addPackedCells(back, packCells(given));
        expect(back).toEqual(new Map([...given].filter(([, count]) => count !== 0)));
      }),
    );
  });

  it('add up in a grid, and leave out cells beyond it', () => {
    const grid = new Float64Array(16);
    addPackedCells(grid, packCells(new Map([[3, 5], [15, 1], [16, 9]])));
    addPackedCells(grid, packCells(new Map([[3, -2]])));
    expect(grid[3]).toBe(3);
    expect(grid[15]).toBe(1);
    expect(grid.reduce((sum, count) => sum + count, 0)).toBe(4);
  });
});
