import { z } from '@hono/zod-openapi';
import type { ApiCaller } from '~/domain/accounts/programs/api-caller.server';
import type { Need } from '~/domain/accounts/need';
import { answer, staffOperation, type Call, type Operation } from './operation';
import { problemSchema } from './problem';
import { problemOf } from './problem-of';
import { id } from './schemas';

export const BULK_MAX = 500;
const VERSION_MAX = 2_147_483_647;

/** What a row names of an existing record. Without a version the change is made to the record as it is now. */
export const BULK_RECORD = { id, version: z.int().min(1).max(VERSION_MAX).optional().openapi({ description: 'The version that was seen; left out: whichever it has now', example: undefined }) };

/**
 * Rows of a bulk request: `{ do: 'create', … }`, `{ do: 'update', id, version?, … }`, `{ do: 'delete', id }`.
 * @param create body of the operation that makes one
 * @param update body of the operation that changes one
 * @param remove what a deletion names: BULK_RECORD where its command wants a version
 */
export function bulkRow<C extends z.ZodRawShape, U extends z.ZodRawShape, D extends z.ZodRawShape = { id: typeof id }>(create: z.ZodObject<C>, update: z.ZodObject<U>, remove?: D) {
  return z.discriminatedUnion('do', [
    z.strictObject({ do: z.literal('create'), ...create.shape }),
    z.strictObject({ do: z.literal('update'), ...BULK_RECORD, ...update.shape }),
    z.strictObject({ do: z.literal('delete'), ...(remove ?? ({ id } as unknown as D)) }),
  ]);
}

/** What became of one row. */
export const bulkResult = z
  .object({
    index: z.int().min(0).openapi({ description: 'Place of the row in the request' }),
    ok: z.boolean(),
    id: id.optional(),
    problem: problemSchema.optional(),
  })
  .openapi('BulkResult', { description: 'With the id of the record, or with the problem, whose paths begin at the row', example: { index: 0, ok: true, id: '01942f3e-8a6b-7c1d-9e2f-3a4b5c6d7e8f' } });

const results = z.object({ results: z.array(bulkResult) }).openapi('BulkResults');

export type BulkCall = Omit<Call<Record<never, never>, Record<never, never>, never>, 'body'> & { caller: ApiCaller };

interface BulkSpec<R extends z.ZodType> {
  /** "contacts.bulk" */
  id: string;
  /** Of the list: the operation stands at "<path>/bulk". */
  path: string;
  tag: string;
  /** What the least of the rows needs; what each needs `run` checks. */
  need: Need;
  row: R;
  does?: readonly string[];
  /** One row, a transaction of its own; throws what is wrong with it. */
  run: (call: BulkCall, row: z.output<R>) => Promise<{ id?: string }>;
}

/** Up to BULK_MAX rows of one request, each done or refused by itself, one after another. */
export function bulkOperation<R extends z.ZodType>({ id: operationId, path, tag, need, row, does, run }: BulkSpec<R>): Operation {
  return staffOperation(
    need,
    {
      id: operationId, method: 'post', path: `${path}/bulk`, tag,
      summary: 'Make, change and delete many',
      description: `Up to ${BULK_MAX} rows. Each is a transaction of its own: what is wrong with one does not stop the others. Rows that do not fit the schema refuse the whole request, of which then nothing is done.`,
      body: z.strictObject({ rows: z.array(row).min(1).max(BULK_MAX) }),
      answer: results,
      ...(does && { does }),
    },
    async ({ body: { rows }, ...call }) => {
      const done: z.output<typeof results>['results'] = [];
      for (const [index, one] of rows.entries()) {
        try {
          done.push({ index, ok: true, ...(await run(call, one)) });
        } catch (error) {
          done.push({ index, ok: false, problem: problemOf(error, call.context).describe(call.context.requestId) });
        }
      }
      return answer({ results: done });
    },
  );
}
