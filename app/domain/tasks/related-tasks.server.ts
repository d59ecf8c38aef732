import { Prisma } from '~/generated/prisma/client';
import type { Subject } from '~/domain/activities/subject';
import type { OrgDb } from '~/platform/db.server';
import { TASK_ROW, type TaskRow } from './list-tasks.server';

const OPEN_MAX = 20;
const DONE_MAX = 3;

/** Tasks of a record: what is open, by due date, and the last that were done. */
export async function listRelatedTasks(db: OrgDb, organizationId: string, subject: Subject): Promise<{ open: TaskRow[]; done: TaskRow[]; hasMore: boolean }> {
  const mine = Prisma.sql`"organizationId" = ${organizationId}::uuid AND ${subjectWhere(subject)} AND "deletedAt" IS NULL`;
  const [open, done] = await Promise.all([
    db.$queryRaw<TaskRow[]>`SELECT ${TASK_ROW} FROM "Task" WHERE ${mine} AND "state" <> 'DONE' ORDER BY "dueAt" NULLS LAST, "id" LIMIT ${OPEN_MAX + 1}`,
    db.$queryRaw<TaskRow[]>`SELECT ${TASK_ROW} FROM "Task" WHERE ${mine} AND "state" = 'DONE' ORDER BY "doneAt" DESC, "id" LIMIT ${DONE_MAX}`,
  ]);
  return { open: open.slice(0, OPEN_MAX), done, hasMore: open.length > OPEN_MAX };
}

function subjectWhere(subject: Subject): Prisma.Sql {
  if ('contactId' in subject) return Prisma.sql`"contactId" = ${subject.contactId}::uuid`;
  if ('orderId' in subject) return Prisma.sql`"orderId" = ${subject.orderId}::uuid`;
  return 'dealId' in subject ? Prisma.sql`"dealId" = ${subject.dealId}::uuid` : Prisma.sql`"leadId" = ${subject.leadId}::uuid`;
}
