import { Prisma } from '~/generated/prisma/client';
import type { TrashTable } from '~/domain/trash/trash-table.server';

/** Where deleted deals lie. */
export const trashedDeals: TrashTable = { from: Prisma.sql`"Deal"`, label: Prisma.sql`"title"` };
