import { randomUUID } from 'node:crypto';
import { isAssignable } from '~/domain/accounts/members/members.server';
import { contactOfDeal } from '~/domain/deals/touch-deal.server';
import { Prisma } from '~/generated/prisma/client';
import { orgDb, type OrgTx } from '~/platform/db.server';
import { readRecurrence } from './recurrence';
import type { SaveTaskResult, TaskActor, TaskInput, TaskInputError, TaskLinks } from './task-command';
import { dueInstant, toDue, type Due } from './task-due';
import { areLinkable } from './task-links.server';
import { lockTask, noteTask, remindAtFor, type TaskRecord } from './task-record.server';
import { mayBeDue } from './task-rules';
import { tellOfAssignedTask } from './tell-of-task.server';

export interface CreateTask {
  actor: TaskActor;
  input: TaskInput;
  now: Date;
}

/** A new task. A due date in the past is refused. */
export async function createTask({ actor, input, now }: CreateTask): Promise<SaveTaskResult> {
  return orgDb(actor.organizationId).$transaction(async (tx) => {
    const error = await checkInput(tx, { actor, input, before: null, now });
    if (error) return { ok: false, error };
    return { ok: true, ...(await createTaskIn(tx, actor, input, now)) };
  });
}

/** The same within somebody's transaction. The input is trusted to be checked. */
export async function createTaskIn(tx: OrgTx, actor: Omit<TaskActor, 'scope' | 'reach'>, input: TaskInput, now: Date): Promise<{ id: string; version: number }> {
  const columns = await toColumns(tx, actor, input, now);
  const series = input.recurrence ? { seriesId: randomUUID(), occurrence: 1 } : {};
  const { id } = await tx.task.create({
    data: { ...columns, recurrence: input.recurrence ?? Prisma.DbNull, ...series, organizationId: actor.organizationId, createdById: actor.userId, createdAt: now },
    select: { id: true },
  });
  const after = { ...columns, recurrence: input.recurrence, state: 'TODO' as const };
  await noteTask(tx, { actor, task: { id, ...columns }, action: 'create', after, event: 'task.created', now });
  await tellOfAssignedTask(tx, actor, { id, ...columns });
  return { id, version: 1 };
}

export interface UpdateTask {
  actor: TaskActor;
  taskId: string;
  /** The version that the person saw. */
  version: number;
  /** What the form says; a field that it does not name stays as it is. */
  input: Partial<TaskInput>;
  now: Date;
}

/** Saves a form of a task. A past due date is refused unless it was there before; somebody else's later change wins (stale). */
export async function updateTask({ actor, taskId, version, input, now }: UpdateTask): Promise<SaveTaskResult> {
  return orgDb(actor.organizationId).$transaction(async (tx) => {
    const locked = await lockTask(tx, { actor, taskId, version });
    if (!locked.ok) return locked;
    const saved = await saveIn(tx, { actor, task: locked.task, input, now });
    const assigneeId = input.assigneeId ?? null;
    if (saved.ok && assigneeId !== locked.task.assigneeId) await tellOfAssignedTask(tx, actor, { ...locked.task, ...input, assigneeId });
    return saved;
  });
}

/** The change itself, to a task that is locked; `bulk` changes many so. */
export async function saveIn(tx: OrgTx, { actor, task, input, now }: Pick<UpdateTask, 'actor' | 'input' | 'now'> & { task: TaskRecord }): Promise<SaveTaskResult> {
  const { timeZone } = actor;
  const before = toDue(task, timeZone);
  const whole = { ...inputOf(task, timeZone), ...input };
  const error = await checkInput(tx, { actor, input: whole, before, task, now });
  if (error) return { ok: false, error };
  const columns = await toColumns(tx, actor, whole, now);
  // a reminder that nobody asked to change, of a task that nobody moved, stays as it is: sent or waiting
  const keepsReminder = input.reminder === undefined && columns.dueAt?.getTime() === task.dueAt?.getTime() && columns.assigneeId === task.assigneeId;
  const remindAt = task.state === 'DONE' ? null : keepsReminder ? task.remindAt : columns.remindAt;
  const series = whole.recurrence && !task.seriesId ? { seriesId: randomUUID(), occurrence: 1 } : {};
  await tx.task.updateMany({
    where: { id: task.id },
    data: { ...columns, remindAt, recurrence: whole.recurrence ?? Prisma.DbNull, ...series, version: { increment: 1 }, updatedAt: now },
  });
  await noteTask(tx, { actor, task: { id: task.id, ...columns }, action: 'update', before: task, after: { ...task, ...columns, recurrence: whole.recurrence }, now });
  return { ok: true, id: task.id, version: task.version + 1 };
}

interface Check {
  actor: TaskActor;
  input: TaskInput;
  before: Due | null;
  /** The task as it is: what it has already need not be allowed again. */
  task?: TaskRecord;
  now: Date;
}

async function checkInput(tx: OrgTx, { actor, input, before, task, now }: Check): Promise<TaskInputError | null> {
  if (input.recurrence && !input.due) return 'recurrenceWithoutDue';
  if (!mayBeDue(input.due, { before, now, timeZone: actor.timeZone })) return 'duePast';
  if (input.assigneeId && input.assigneeId !== task?.assigneeId && !(await isAssignable(tx, input.assigneeId, 'tasks'))) return 'notAssignable';
  const changed = (key: keyof TaskLinks) => (input[key] === (task?.[key] ?? null) ? null : input[key]);
  const links = { contactId: changed('contactId'), dealId: changed('dealId'), leadId: changed('leadId'), orderId: changed('orderId') };
  return (await areLinkable(tx, actor, links)) ? null : 'linkNotFound';
}

async function toColumns(tx: OrgTx, { organizationId, timeZone }: Pick<TaskActor, 'organizationId' | 'timeZone'>, input: TaskInput, now: Date) {
  const { title, description, priority, due, assigneeId, reminder, contactId, dealId, leadId, orderId } = input;
  return {
    title,
    description,
    priority,
    assigneeId,
    dealId,
    leadId,
    orderId,
    contactId: contactId ?? (dealId ? await contactOfDeal(tx, organizationId, dealId) : null),
    dueAt: due && dueInstant(due, timeZone),
    hasTime: due !== null && due.minutes !== null,
    remindAt: await remindAtFor(tx, { due, reminder, assigneeId, timeZone, now }),
  };
}

function inputOf(task: TaskRecord, timeZone: string): TaskInput {
  const { title, description, priority, assigneeId, contactId, dealId, leadId, orderId } = task;
  const recurrence = readRecurrence(task.recurrence);
  return { title, description, priority, assigneeId, contactId, dealId, leadId, orderId, recurrence, due: toDue(task, timeZone), reminder: recurrence?.reminder ?? '15m' };
}
