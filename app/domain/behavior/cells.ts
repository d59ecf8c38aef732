/** Points of one element by cell: row × columns + column. */
export type CellCounts = Map<number, number>;

const PAIR_BYTES = 6;

/**
 * Columns and rows of the grid over an element. Clicks are promised within 0.5 % of their element, and half a cell of
 * 64 is 0.8 %: so they get the finer grid. Pointer positions are many and only show where attention went.
 */
export const GRID_SIZE = { move: 64, click: 256 } as const;
export type HeatKind = keyof typeof GRID_SIZE;

/** Pairs of uint16 cell and int32 count, little-endian; cells with a count of zero are left out. */
export function packCells(counts: CellCounts): Buffer {
  const pairs = [...counts].filter(([, count]) => count !== 0);
  const packed = Buffer.allocUnsafe(pairs.length * PAIR_BYTES);
  let offset = 0;
  for (const [cell, count] of pairs) {
    packed.writeUInt16LE(cell, offset);
    packed.writeInt32LE(count, offset + 2);
    offset += PAIR_BYTES;
  }
  return packed;
}

/** Adds packed counts to a map or to a dense grid. */
export function addPackedCells(target: CellCounts | Float64Array, packed: Uint8Array): void {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength);
  for (let offset = 0; offset + PAIR_BYTES <= packed.byteLength; offset += PAIR_BYTES) {
    const cell = view.getUint16(offset, true);
    const count = view.getInt32(offset + 2, true);
    if (target instanceof Map) target.set(cell, (target.get(cell) ?? 0) + count);
    else if (cell < target.length) target[cell] = (target[cell] ?? 0) + count;
  }
}
