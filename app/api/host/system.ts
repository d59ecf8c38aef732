import { z } from '@hono/zod-openapi';
import { INSTANCE_ROLES, instanceStateSchema } from '~/domain/system/instance-state';
import { readSystem } from '~/domain/system/read-system.server';
import { WARNINGS } from '~/domain/system/system-warnings';
import { localDay, startOfDay } from '~/domain/time/zoned-time';
import { answer, staffOperation, type Operation } from '../ground/operation';
import { id, moment } from '../ground/schemas';

const count = z.int().min(0);
const bytes = z.number().min(0).openapi({ example: 1_048_576 });
const why = z.string().nullable().openapi({ example: null, description: 'Why it does not answer; null: it does' });

/** Each part stands or fails by itself. */
const part = <S extends z.ZodType>(value: S) => z.union([z.object({ ok: z.literal(true), value }), z.object({ ok: z.literal(false), error: z.string() })]);

const system = z
  .object({
    warnings: z.array(z.enum(WARNINGS)).openapi({ description: 'What needs attention, the most urgent first' }),
    versions: part(z.object({ teplo: z.string(), node: z.string(), postgres: z.string(), migrations: z.object({ applied: count, pending: count }), uptimeSeconds: count })),
    instances: part(z.array(z.object({ id, host: z.string(), pid: z.int(), role: z.enum(INSTANCE_ROLES), version: z.string(), startedAt: moment, seenAt: moment, isAlive: z.boolean(), isThis: z.boolean(), state: z.union([instanceStateSchema, z.null()]) }))),
    queues: part(z.array(z.object({ name: z.string(), waiting: count, running: count, failed: count, doneToday: count, oldestWaiting: moment.nullable() }))),
    mail: part(z.object({ isConfigured: z.boolean(), waiting: count, failed: count, lastSentAt: moment.nullable() })),
    storage: part(z.object({ kind: z.enum(['disk', 's3']), usedBytes: bytes, mostBytes: bytes.openapi({ description: 'Of the organisation that has the most' }), limitBytes: bytes.nullable().openapi({ description: 'What one organisation may take up by default; null: no limit' }), error: why })),
    disk: part(z.object({ totalBytes: bytes, freeBytes: bytes })),
    database: part(z.object({ sizeBytes: bytes, connections: count, maxConnections: count, tables: z.array(z.object({ name: z.string(), sizeBytes: bytes, rows: z.number().min(0) })), skewMs: z.int() })),
    backup: part(z.object({ last: z.object({ at: moment, name: z.string(), sizeBytes: bytes.nullable(), isEncrypted: z.boolean() }).nullable(), failure: z.object({ at: moment, error: z.string() }).nullable() })),
    slow: part(z.object({ count, worst: z.array(z.object({ id, at: moment, tookMs: count, sql: z.string(), requestId: z.string().nullable() })) })),
    limits: part(z.object({ kind: z.enum(['redis', 'local']), error: why })),
  })
  .openapi('System');

export const systemOperations: Operation[] = [
  staffOperation(
    { resource: 'installation', action: 'read' },
    { id: 'system.read', method: 'get', path: '/system', tag: 'System', summary: 'Read how the installation stands', description: 'Versions, processes, queues, mail, storage, database, backups, slow queries. For owners of the default organisation.', answer: system },
    async ({ caller: { org }, now, request }) => answer(await readSystem({ now, since: startOfDay(localDay(now, org.timeZone), org.timeZone), isProxied: request.headers.has('X-Forwarded-For') })),
  ),
];
