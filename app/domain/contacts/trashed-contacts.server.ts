import { Prisma } from '~/generated/prisma/client';
import type { TrashTable } from '~/domain/trash/trash-table.server';

/** Where deleted contacts lie. */
export const trashedContacts: TrashTable = { from: Prisma.sql`"Contact"`, label: Prisma.sql`"name"` };
