import { z } from '@hono/zod-openapi';
import type { ApiCaller } from '~/domain/accounts/programs/api-caller.server';
import { findRetentionDays } from '~/domain/privacy/retention.server';
import { daysLeft, TRASH_KINDS } from '~/domain/trash/trash';
import { TRASH_ORDER } from '~/domain/trash/trash-table.server';
import { countTrashed, listTrash, purgeFromTrash, restoreFromTrash } from '~/domain/trash/trash.server';
import { answer, done, staffOperation, type Operation } from '../ground/operation';
import { pageAnswer, pageOf, pageQuery, readPlace } from '../ground/paging';
import { accept } from '../ground/read-input';
import { id, moment } from '../ground/schemas';

const TAG = 'Trash';
const trashKind = z.enum(TRASH_KINDS).openapi({ example: 'contacts' });
const params = z.object({ trashKind, trashedId: id });

const row = z
  .object({ id, label: z.string().openapi({ example: 'ООО «Стройпроект»' }), deletedAt: moment, deletedById: id.nullable(), daysLeft: z.int().min(1).openapi({ example: 30, description: 'Then it goes for good' }) })
  .openapi('TrashedRecord');
const count = z.int().min(0).openapi({ example: 0 });
const counts = z.object({ contacts: count, deals: count, orders: count, tasks: count, catalog: count }).openapi('TrashCounts');

const actorOf = ({ org, user }: ApiCaller) => ({ organizationId: org.id, userId: user.id, timeZone: org.timeZone });

export const trashOperations: Operation[] = [
  staffOperation({ resource: 'trash', action: 'read' }, { id: 'trash.counts', method: 'get', path: '/trash', tag: TAG, summary: 'Count what is in the trash', description: 'Each kind up to 10,000; 10,001 means more.', answer: counts }, async ({ caller, now }) => answer(await countTrashed(caller.db, caller.org.id, now))),
  staffOperation(
    { resource: 'trash', action: 'read' },
    { id: 'trash.list', method: 'get', path: '/trash/{trashKind}', tag: TAG, summary: 'List deleted records of a kind', description: 'Of the days that the organisation keeps them (thirty by default), deleted last first.', params: z.object({ trashKind }), query: z.strictObject(pageQuery), answer: pageOf(row, 'TrashedRecord') },
    async ({ caller, params: { trashKind: kind }, query: { limit }, search, request, now }) => {
      const place = readPlace(search, TRASH_ORDER);
      const keepDays = await findRetentionDays(caller.db, 'trash');
      const page = await listTrash(caller.db, { organizationId: caller.org.id, kind, now, limit, ...place });
      return pageAnswer(request, page, place, (one) => ({ ...one, daysLeft: daysLeft(one.deletedAt, now, keepDays) }));
    },
  ),
  staffOperation(
    { resource: 'trash', action: 'update' },
    { id: 'trash.restore', method: 'post', path: '/trash/{trashKind}/{trashedId}/restore', tag: TAG, summary: 'Bring a record back', params, conflict: 'Its contact lies in the trash too', does: ['/settings/trash restore'] },
    async ({ caller, params: { trashKind: kind, trashedId }, now }) => {
      accept(await restoreFromTrash(actorOf(caller), { kind, id: trashedId, now }));
      return done();
    },
  ),
  staffOperation(
    { resource: 'trash', action: 'delete' },
    { id: 'trash.purge', method: 'delete', path: '/trash/{trashKind}/{trashedId}', tag: TAG, summary: 'Erase a record for good', params, conflict: 'Other records still need it', does: ['/settings/trash purge'] },
    async ({ caller, params: { trashKind: kind, trashedId } }) => {
      accept(await purgeFromTrash(actorOf(caller), { kind, id: trashedId }));
      return done();
    },
  ),
];
