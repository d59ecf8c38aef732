import { z } from 'zod';
import type { Action } from '~/domain/accounts/permissions';
import { TASK_PRIORITIES, TASK_STATES } from '~/domain/tasks/task-rules';
import { MAX_TAG_LENGTH, MAX_TAGS } from '~/domain/tags/tags';

export const BULK_RESOURCES = ['contacts', 'deals', 'tasks', 'leads'] as const;
export type BulkResource = (typeof BULK_RESOURCES)[number];

/** So many are changed at once, while the person waits; more go to the background. */
export const AT_ONCE_MAX = 500;

const tags = z.array(z.string().min(1).max(MAX_TAG_LENGTH)).min(1).max(MAX_TAGS);
const day = z.iso.date();

/** One change that is made to many records. */
export const bulkChangeSchema = z.discriminatedUnion('kind', [
  /** Owner, or assignee of tasks and requests; null: nobody. */
  z.object({ kind: z.literal('owner'), ownerId: z.uuid().nullable() }),
  z.object({ kind: z.literal('addTag'), tags }),
  z.object({ kind: z.literal('removeTag'), tags }),
  z.object({ kind: z.literal('city'), text: z.string().max(100).nullable() }),
  z.object({ kind: z.literal('source'), text: z.string().max(100).nullable() }),
  /** A custom field; null takes the value away. The value is checked by the field itself. */
  z.object({ kind: z.literal('custom'), key: z.string(), value: z.union([z.string(), z.boolean()]).nullable() }),
  z.object({ kind: z.literal('closeDay'), day: day.nullable() }),
  z.object({ kind: z.literal('due'), day: day.nullable() }),
  z.object({ kind: z.literal('priority'), priority: z.enum(TASK_PRIORITIES) }),
  z.object({ kind: z.literal('taskState'), state: z.enum(TASK_STATES) }),
  z.object({ kind: z.literal('trash') }),
]);
export type BulkChange = z.output<typeof bulkChangeSchema>;
export type BulkKind = BulkChange['kind'];

/** What can be done to many at once. States of deals have rules of their own: only the deal's own command changes them. */
export const BULK_CHANGES: Record<BulkResource, readonly BulkKind[]> = {
  contacts: ['owner', 'addTag', 'removeTag', 'city', 'source', 'custom', 'trash'],
  deals: ['owner', 'addTag', 'removeTag', 'closeDay', 'custom'],
  tasks: ['owner', 'taskState', 'priority', 'due'],
  leads: ['owner'],
};

/** The permission that a change needs. */
export function actionOf(kind: BulkKind): Action {
  return kind === 'trash' ? 'delete' : 'update';
}

/** Tags after a change; the same list when nothing changes. */
export function changeTags(before: readonly string[], change: Extract<BulkChange, { kind: 'addTag' | 'removeTag' }>): string[] {
  const named = new Set(change.tags.map((tag) => tag.toLowerCase()));
  if (change.kind === 'removeTag') return before.filter((tag) => !named.has(tag.toLowerCase()));
  const known = new Set(before.map((tag) => tag.toLowerCase()));
  return [...before, ...change.tags.filter((tag) => !known.has(tag.toLowerCase()))].slice(0, MAX_TAGS);
}
