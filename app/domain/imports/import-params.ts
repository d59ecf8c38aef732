import { z } from 'zod';

/** Kinds of runs. */
export const IMPORT_KIND = 'contacts.import';
export const TRIAL_KIND = 'contacts.import.trial';
export const UNDO_KIND = 'contacts.import.undo';

/** What a run remembers of who started it: the rights of that moment. */
export const importParams = z.object({
  importId: z.uuid(),
  viewer: z.object({ organizationId: z.uuid(), timeZone: z.string(), userId: z.uuid(), reach: z.enum(['own', 'team', 'all']) }),
  scope: z.enum(['all', 'own']),
});
export type ImportParams = z.output<typeof importParams>;

export const undoParams = z.object({ importId: z.uuid(), ofRunId: z.uuid() });
