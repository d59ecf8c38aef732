import { z } from '@hono/zod-openapi';
import { AUDIT_ACTIONS, AUDIT_RESOURCES, parseAuditFilter } from '~/domain/audit/audit-filter';
import { AUDIT_ORDER, listAudit } from '~/domain/audit/list-audit.server';
import { RECORD_PERIODS } from '~/domain/periods/period';
import { staffOperation, type Operation } from '../ground/operation';
import { pageAnswer, pageOf, pageQuery, readPlace } from '../ground/paging';
import { day, id, moment } from '../ground/schemas';

const fields = z.record(z.string(), z.unknown()).nullable();
export const auditEntry = z
  .object({
    id,
    actorId: id.nullable().openapi({ description: 'null: nobody in person' }),
    actorName: z.string().nullable().openapi({ example: 'Ольга Белова', description: 'As it was then' }),
    action: z.string().openapi({ example: 'update' }),
    resource: z.string().openapi({ example: 'deals' }),
    resourceId: z.string().nullable().openapi({ example: '01942f3e-8a6b-7c1d-9e2f-3a4b5c6d7e8f' }),
    label: z.string().nullable().openapi({ example: 'Аренда экскаватора' }),
    before: fields.openapi({ example: { amount: '100000.00' }, description: 'Fields that changed, as they were' }),
    after: fields.openapi({ example: { amount: '120000.00' }, description: 'As they are' }),
    createdAt: moment,
  })
  .openapi('AuditEntry');

const query = z.strictObject({
  ...pageQuery,
  person: z.union([id, z.literal('system')]).optional(),
  resource: z.enum(AUDIT_RESOURCES).optional(),
  action: z.enum(AUDIT_ACTIONS).optional(),
  record: id.optional().openapi({ description: "One record's history" }),
  period: z.enum(RECORD_PERIODS).optional().openapi({ description: '`custom`: by `from` and `to`' }),
  from: day.optional(),
  to: day.optional(),
});

export const auditLogOperations: Operation[] = [
  staffOperation({ resource: 'auditLog', action: 'read' }, { id: 'auditLog.list', method: 'get', path: '/audit-log', tag: 'Audit log', summary: 'List changes', description: 'Who changed what and when, the newest first.', query, answer: pageOf(auditEntry, 'AuditEntry') }, async ({ caller, query: { limit, person, record }, search, request, now }) => {
    const place = readPlace(search, AUDIT_ORDER);
    const page = await listAudit(caller.db, { organizationId: caller.org.id, timeZone: caller.org.timeZone, filter: { ...parseAuditFilter(search), person: person?.toLowerCase() ?? null, record: record?.toLowerCase() ?? null }, now, limit, ...place });
    return pageAnswer(request, page, place, (row) => row);
  }),
];
