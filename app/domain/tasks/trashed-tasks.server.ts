import { Prisma } from '~/generated/prisma/client';
import type { TrashTable } from '~/domain/trash/trash-table.server';

/** Where deleted tasks lie. */
export const trashedTasks: TrashTable = { from: Prisma.sql`"Task"`, label: Prisma.sql`"title"` };
