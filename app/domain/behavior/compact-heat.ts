import type { ElementHeat } from './heat.server';

/** One element's points for drawing in the browser: cell, count, cell, count … of a grid with `size` columns and rows. */
export interface CompactHeat {
  key: string;
  points: number;
  size: number;
  cells: number[];
}

/** More cells than this cannot be told apart on a screen anyway. */
const MAX_CELLS = 1500;

/** The cells that are not empty; a crowded element is told on a coarser grid. */
export function compactHeat({ elementKey, counts, points }: Pick<ElementHeat, 'elementKey' | 'counts' | 'points'>, size: number): CompactHeat {
  let grid = counts;
  let columns = size;
  while (columns > 16 && filled(grid) > MAX_CELLS) {
    grid = halveGrid(grid, columns);
    columns /= 2;
  }
  const cells: number[] = [];
  grid.forEach((count, cell) => count > 0 && cells.push(cell, count));
  return { key: elementKey, points, size: columns, cells };
}

function filled(grid: Uint32Array): number {
  return grid.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0);
}

/** The same points on a grid of half as many columns and rows. */
export function halveGrid(grid: Uint32Array, size: number): Uint32Array {
  const half = size / 2;
  const sums = new Uint32Array(half * half);
  grid.forEach((count, cell) => {
    const index = (Math.floor(cell / size) >> 1) * half + ((cell % size) >> 1);
    sums[index] = (sums[index] ?? 0) + count;
  });
  return sums;
}
