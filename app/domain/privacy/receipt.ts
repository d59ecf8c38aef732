import { z } from 'zod';

/** What an erasure looks at, in the order of the receipt. */
export const ERASED_KINDS = [
  'contacts', 'leads', 'deals', 'tasks', 'activities', 'orders', 'orderSteps', 'lines', 'payments', 'costs', 'documents', 'consents',
  'views', 'files', 'mails', 'notifications', 'webhooks', 'merges', 'imports', 'runs', 'exports', 'savedViews', 'answers', 'audit', 'mentions',
] as const;
export type ErasedKind = (typeof ERASED_KINDS)[number];

/** Why something is kept. */
export const KEPT_REASONS = ['accounting', 'proof'] as const;
export type KeptReason = (typeof KEPT_REASONS)[number];

const count = z.int().min(0);

/** One kind of data in a receipt: what the statements that ran did to how many rows. */
export const receiptLineSchema = z.object({
  kind: z.enum(ERASED_KINDS),
  deleted: count,
  /** Rows that stay without anything that points to the person. */
  anonymised: count,
  kept: count,
  reason: z.enum(KEPT_REASONS).nullable(),
});
export type ReceiptLine = z.output<typeof receiptLineSchema>;

/** `Erasure.receipt`: counts and ids of nameless rows, never personal data. */
export const receiptSchema = z.object({
  version: z.literal(1),
  /** A person asked for it, or a retention period was over. */
  cause: z.enum(['request', 'retention', 'restore']),
  lines: z.array(receiptLineSchema),
  /** Bytes of deleted files. */
  fileBytes: count,
  /** Whose rows these were: what a restored backup must forget again. */
  records: z.object({ contacts: z.array(z.uuid()), leads: z.array(z.uuid()) }),
});
export type Receipt = z.output<typeof receiptSchema>;
export type ErasureCause = Receipt['cause'];

/** Reads a stored receipt; an unfinished or strange one counts as empty. */
export function readReceipt(stored: unknown): Receipt {
  return receiptSchema.safeParse(stored).data ?? { version: 1, cause: 'request', lines: [], fileBytes: 0, records: { contacts: [], leads: [] } };
}

/** Rows of a receipt together. */
export function sumReceipt(lines: readonly ReceiptLine[]): Pick<ReceiptLine, 'deleted' | 'anonymised' | 'kept'> {
  const sum = (name: 'deleted' | 'anonymised' | 'kept') => lines.reduce((total, line) => total + line[name], 0);
  return { deleted: sum('deleted'), anonymised: sum('anonymised'), kept: sum('kept') };
}
