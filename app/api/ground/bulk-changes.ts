import { z } from '@hono/zod-openapi';
import type { ApiCaller } from '~/domain/accounts/programs/api-caller.server';
import { findRun } from '~/domain/background-runs/background-runs.server';
import { actionOf, AT_ONCE_MAX, BULK_CHANGES, type BulkChange, type BulkKind, type BulkResource } from '~/domain/bulk/bulk-change';
import { startBulk } from '~/domain/bulk/bulk-runs.server';
import { cleanLine } from '~/domain/leads/clean-text';
import { MAX_TAG_LENGTH, MAX_TAGS, parseTags } from '~/domain/tags/tags';
import { TASK_PRIORITIES, TASK_STATES } from '~/domain/tasks/task-rules';
import { answer, staffOperation, type Operation } from './operation';
import { ApiProblem, invalid } from './problem';
import { accept } from './read-input';
import { run, toRun } from './run-shape';
import { day, filled, id, text } from './schemas';

const tagList = z.array(filled(MAX_TAG_LENGTH)).min(1).max(MAX_TAGS).openapi({ example: ['аренда'] });
const words = text(100).nullable().openapi({ example: 'Тверь' });

const CHANGES = {
  owner: z.strictObject({ kind: z.literal('owner'), ownerId: id.nullable() }),
  addTag: z.strictObject({ kind: z.literal('addTag'), tags: tagList }),
  removeTag: z.strictObject({ kind: z.literal('removeTag'), tags: tagList }),
  city: z.strictObject({ kind: z.literal('city'), text: words }),
  source: z.strictObject({ kind: z.literal('source'), text: words }),
  custom: z.strictObject({ kind: z.literal('custom'), key: filled(60), value: z.union([text(2_000), z.boolean(), z.null()]) }),
  closeDay: z.strictObject({ kind: z.literal('closeDay'), day: day.nullable() }),
  due: z.strictObject({ kind: z.literal('due'), day: day.nullable() }),
  priority: z.strictObject({ kind: z.literal('priority'), priority: z.enum(TASK_PRIORITIES) }),
  taskState: z.strictObject({ kind: z.literal('taskState'), state: z.enum(TASK_STATES) }),
  trash: z.strictObject({ kind: z.literal('trash') }),
} as const satisfies Record<BulkKind, z.ZodType<BulkChange>>;
type ChangeSchema = (typeof CHANGES)[BulkKind];

const target = z
  .union([z.strictObject({ ids: z.array(id).min(1).max(AT_ONCE_MAX) }), z.strictObject({ all: z.literal(true) })])
  .openapi({ description: `Up to ${AT_ONCE_MAX} chosen records, which are changed at once; or all that the filter in the address finds, in the background` });

interface BulkChangesSpec<Q extends z.ZodObject> {
  resource: BulkResource;
  tag: string;
  /** Filters of the list, a strict object without its pages and its order. */
  query: Q;
  /** The filter as the interface's list has it in its address; throws what is wrong with it. */
  toSearch: (caller: ApiCaller, search: URLSearchParams) => Promise<URLSearchParams>;
  does?: readonly string[];
}

/** One change of many records: POST "/<resource>/changes" answers the run, which is over already where the records were few. */
export function bulkChangesOperation<Q extends z.ZodObject>({ resource, tag, query, toSearch, does }: BulkChangesSpec<Q>): Operation {
  const kinds = BULK_CHANGES[resource].map((kind) => CHANGES[kind]) as unknown as readonly [ChangeSchema, ...ChangeSchema[]];
  return staffOperation(
    { resource, action: 'update', or: { resource, action: 'delete' } },
    {
      id: `${resource}.change`, method: 'post', path: `/${resource}/changes`, tag, summary: 'Make one change to many',
      description: 'Answers the run that does it. What it did can be read and taken back by the run.',
      query, body: z.strictObject({ change: z.discriminatedUnion('kind', kinds), target }), answer: run, status: 202, ...(does && { does }),
    },
    async ({ caller, body, search, now }) => {
      const change = clean(body.change);
      const scope = caller.can(resource, actionOf(change.kind));
      if (!scope) throw new ApiProblem('forbidden');
      const { org, user, reach, db } = caller;
      const actor = { organizationId: org.id, userId: user.id, timeZone: org.timeZone, scope, reach };
      const whom = 'ids' in body.target ? { ids: body.target.ids } : { search: (await toSearch(caller, search)).toString() };
      const started = accept(await startBulk({ actor, resource, change, now, ...whom }), { notAssignable: '/change/ownerId', value: '/change/value' });
      const found = started.run ?? (await findRun(db, started.runId));
      if (!found) throw new ApiProblem('not-found');
      return answer(toRun(found), { location: `/runs/${found.id}` });
    },
  );
}

/** Texts as the form of the interface takes them. */
function clean(change: BulkChange): BulkChange {
  switch (change.kind) {
    case 'addTag':
    case 'removeTag': {
      const tags = parseTags(change.tags.join('\n'));
      if (tags.length === 0) throw invalid('/change/tags', 'required', 'Name a tag.');
      return { ...change, tags };
    }
    case 'city':
    case 'source':
      return { ...change, text: cleanLine(change.text ?? '') || null };
    default:
      return change;
  }
}
