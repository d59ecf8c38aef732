import type { OrgDb, OrgTx } from '~/platform/db.server';
import type { CustomField, CustomFieldEntity } from './custom-field';

const row = { id: true, entity: true, key: true, label: true, type: true, options: true, isRequired: true, archivedAt: true, version: true } as const;

/** The fields of contacts or deals in their order, the archived ones too: `activeFields` leaves them out. */
export async function listCustomFields(db: OrgDb | OrgTx, entity: CustomFieldEntity): Promise<CustomField[]> {
  const rows = await db.customField.findMany({ where: { entity }, orderBy: [{ position: 'asc' }, { createdAt: 'asc' }, { id: 'asc' }], select: row });
  return rows.map(({ archivedAt, ...field }) => ({ ...field, isArchived: archivedAt !== null }));
}
