import type { BatchContent } from './batch';
import { packCells, type CellCounts } from './cells';
import type { Day } from './local-day';

export type StoredSegment = 'all' | 'high' | 'medium' | 'low';

/** Whose figures a batch adds to. */
export interface TallyTarget {
  organizationId: string;
  formVersion: string;
  day: Day;
}

export interface HeatRow extends TallyTarget {
  breakpoint: string;
  kind: string;
  segment: StoredSegment;
  elementKey: string;
  /** Packed cells in hex. */
  cells: string;
}

export interface FieldRow extends TallyTarget {
  elementKey: string;
  clicks: number;
  reached: number;
  timeMs: number;
  corrections: number;
  errors: number;
  rage: number;
  dead: number;
}

/** Sums what many batches add, so that each counter is written once. A sign of −1 subtracts. */
export class Tally {
  readonly #heat = new Map<string, { row: Omit<HeatRow, 'cells'>; counts: CellCounts }>();
  readonly #fields = new Map<string, FieldRow>();

  addHeat({ organizationId, formVersion, day }: TallyTarget, segment: StoredSegment, points: BatchContent['points'], sign: 1 | -1 = 1): void {
    for (const [breakpoint, kind, elementKey, cells] of points) {
      const key = `${organizationId} ${formVersion} ${day} ${breakpoint} ${kind} ${segment} ${elementKey}`;
      let heat = this.#heat.get(key);
      if (!heat) {
        heat = { row: { organizationId, formVersion, day, breakpoint, kind, segment, elementKey }, counts: new Map() };
        this.#heat.set(key, heat);
      }
      for (const cell of cells) heat.counts.set(cell, (heat.counts.get(cell) ?? 0) + sign);
    }
  }

  addFields({ organizationId, formVersion, day }: TallyTarget, elements: BatchContent['elements'], sign: 1 | -1 = 1): void {
    for (const [elementKey, clicks, reached, timeMs, corrections, errors, rage, dead] of elements) {
      const key = `${organizationId} ${formVersion} ${day} ${elementKey}`;
      let row = this.#fields.get(key);
      if (!row) {
        row = { organizationId, formVersion, day, elementKey, clicks: 0, reached: 0, timeMs: 0, corrections: 0, errors: 0, rage: 0, dead: 0 };
        this.#fields.set(key, row);
      }
      row.clicks += sign * clicks;
      row.reached += sign * reached;
      row.timeMs += sign * timeMs;
      row.corrections += sign * corrections;
      row.errors += sign * errors;
      row.rage += sign * rage;
      row.dead += sign * dead;
    }
  }

  heatRows(): HeatRow[] {
    return [...this.#heat.values()].map(({ row, counts }) => ({ ...row, cells: packCells(counts).toString('hex') }));
  }

  fieldRows(): FieldRow[] {
    return [...this.#fields.values()];
  }
}
