import type { z } from 'zod';
import { writeAudit } from '~/domain/audit/write-audit.server';
import { reorder } from '~/domain/catalog/reorder';
import type { ServiceMove } from '~/domain/catalog/service.schema';
import { orgDb, type OrgTx } from '~/platform/db.server';
import { keyFromLabel, MAX_FIELDS, type CustomField, type CustomFieldEntity } from './custom-field';
import type { customFieldEditSchema, customFieldSchema } from './custom-field.schema';
import { listCustomFields } from './list-custom-fields.server';

export interface FieldActor {
  organizationId: string;
  userId: string;
}

export type CreateFieldResult = { ok: true; id: string } | { ok: false; error: 'tooMany' };

/** A further field of contacts or deals, at the end of their order, with a key made from its label. */
export async function createCustomField({ organizationId, userId }: FieldActor, { entity, type, label, options, isRequired }: z.output<typeof customFieldSchema>): Promise<CreateFieldResult> {
  return orgDb(organizationId).$transaction(async (tx) => {
    const fields = await lockFields(tx, organizationId, entity);
    if (fields.length >= MAX_FIELDS) return { ok: false, error: 'tooMany' };
    const field = { entity, type, label, options: type === 'CHOICE' ? options : [], isRequired, key: keyFromLabel(label, fields.map(({ key }) => key)) };
    const { id } = await tx.customField.create({ data: { ...field, organizationId, position: fields.length }, select: { id: true } });
    await writeAudit(tx, { organizationId, actorId: userId, action: 'create', resource: 'customFields', resourceId: id, label, after: field });
    return { ok: true, id };
  });
}

export type ChangeFieldResult = { ok: true } | { ok: false; error: 'notFound' } | { ok: false; error: 'noOptions' } | { ok: false; error: 'stale'; current: CustomField };

/** Changes a field's label, options and whether it is required. Values that are no option any more stay where they are. */
export async function updateCustomField(actor: FieldActor, { id, version, label, options, isRequired }: z.output<typeof customFieldEditSchema>): Promise<ChangeFieldResult> {
  return changeField(actor, id, (field) => {
    if (field.version !== version) return { ok: false, error: 'stale', current: field };
    if (field.type === 'CHOICE' && options.length === 0) return { ok: false, error: 'noOptions' };
    return { label, isRequired, options: field.type === 'CHOICE' ? options : [] };
  });
}

/** Takes a field out of forms, lists and filters, or back into them; its values stay. */
export async function archiveCustomField(actor: FieldActor, id: string, isArchived: boolean, now: Date): Promise<ChangeFieldResult> {
  return changeField(actor, id, () => ({ archivedAt: isArchived ? now : null }));
}

type FieldChange = Partial<Pick<CustomField, 'label' | 'isRequired' | 'options'>> & { archivedAt?: Date | null };

async function changeField({ organizationId, userId }: FieldActor, id: string, decide: (field: CustomField) => FieldChange | Exclude<ChangeFieldResult, { ok: true }>): Promise<ChangeFieldResult> {
  return orgDb(organizationId).$transaction(async (tx) => {
    const [locked] = await tx.$queryRaw<{ entity: CustomFieldEntity }[]>`
      SELECT "entity"::text AS "entity" FROM "CustomField" WHERE "organizationId" = ${organizationId}::uuid AND "id" = ${id}::uuid FOR UPDATE`;
    const field = locked && (await listCustomFields(tx, locked.entity)).find((one) => one.id === id);
    if (!field) return { ok: false, error: 'notFound' };
    const change = decide(field);
    if ('ok' in change) return change;
    await tx.customField.updateMany({ where: { id }, data: { ...change, version: { increment: 1 } } });
    const { archivedAt, ...plain } = change;
    const after = { ...field, ...plain, version: field.version, ...(archivedAt !== undefined && { isArchived: archivedAt !== null }) };
    await writeAudit(tx, { organizationId, actorId: userId, action: 'update', resource: 'customFields', resourceId: id, label: after.label, before: { ...field }, after });
    return { ok: true };
  });
}

/** Puts a field into another place of its entity's order. False: no such field. */
export async function moveCustomField({ organizationId, userId }: FieldActor, entity: CustomFieldEntity, move: ServiceMove): Promise<boolean> {
  return orgDb(organizationId).$transaction(async (tx) => {
    const fields = await lockFields(tx, organizationId, entity);
    const before = fields.map(({ id }) => id);
    const ids = reorder(before, move);
    if (!ids) return false;
    await tx.$executeRaw`
      UPDATE "CustomField" SET "position" = fresh."position" - 1
      FROM unnest(${ids}::uuid[]) WITH ORDINALITY AS fresh("id", "position")
      WHERE "CustomField"."organizationId" = ${organizationId}::uuid AND "CustomField"."id" = fresh."id"`;
    const label = fields.find(({ id }) => id === move.id)?.label ?? null;
    await writeAudit(tx, { organizationId, actorId: userId, action: 'update', resource: 'customFields', resourceId: move.id, label, before: { position: before.indexOf(move.id) + 1 }, after: { position: ids.indexOf(move.id) + 1 } });
    return true;
  });
}

/** The fields in their order; two changes of the order or two new fields at the same moment come one after the other. */
async function lockFields(tx: OrgTx, organizationId: string, entity: CustomFieldEntity): Promise<CustomField[]> {
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`fields:${organizationId}:${entity}`}::text, 0))::text`;
  return listCustomFields(tx, entity);
}
