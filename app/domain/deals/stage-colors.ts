/** Colours that a stage can have. Each is shown as a mark beside the name, never as the ground of text. */
export const STAGE_COLORS = ['grey', 'blue', 'violet', 'teal', 'green', 'amber', 'orange', 'red'] as const;
export type StageColor = (typeof STAGE_COLORS)[number];

/** A stored colour; one that this version does not know is grey. */
export function stageColor(stored: string): StageColor {
  return STAGE_COLORS.find((color) => color === stored) ?? 'grey';
}
