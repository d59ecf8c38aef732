import type { Scope } from '~/domain/accounts/permissions';
import type { OrgDb, OrgTx } from '~/platform/db.server';

/** Whether the person may open this task: it is there, and given to or made by them where only such are shown. */
export async function isTaskVisible(db: OrgDb | OrgTx, { userId, scope }: { userId: string; scope: Scope }, taskId: string): Promise<boolean> {
  const own = scope === 'own' ? { OR: [{ assigneeId: userId }, { createdById: userId }] } : {};
  return (await db.task.findFirst({ where: { id: taskId, deletedAt: null, ...own }, select: { id: true } })) !== null;
}
