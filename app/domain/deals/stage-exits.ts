/** How a deal left a stage when it was there last: `here` has not left, `on` went to a later stage, `back` to an earlier one. */
export const STAGE_EXITS = ['here', 'on', 'won', 'lost', 'back'] as const;
export type StageExit = (typeof STAGE_EXITS)[number];
