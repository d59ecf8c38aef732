export const MODES = ['create', 'update', 'upsert'] as const;
export type ImportMode = (typeof MODES)[number];
/** Of rows of one file that are the same contact: the first one counts, or all fill it together. */
export const IN_FILE = ['first', 'merge'] as const;
export type InFile = (typeof IN_FILE)[number];

export const OUTCOMES = ['created', 'updated', 'unchanged', 'skipped', 'failed'] as const;
export type Outcome = (typeof OUTCOMES)[number];
