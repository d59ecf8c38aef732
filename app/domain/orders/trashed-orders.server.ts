import { Prisma } from '~/generated/prisma/client';
import type { TrashTable } from '~/domain/trash/trash-table.server';

/** Where deleted orders lie. */
export const trashedOrders: TrashTable = { from: Prisma.sql`"Order"`, label: Prisma.sql`concat_ws(' · ', "number", "address")` };
