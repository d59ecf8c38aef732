import type { CustomField } from '~/domain/custom-fields/custom-field';
import type { OrgTx } from '~/platform/db.server';
import { listCategories } from '../categories.server';
import { findItems } from '../item-record.server';
import type { ImportWorld } from './plan-import';
import type { ReadItemRow } from './read-item-row';

interface Facts {
  organizationId: string;
  rows: readonly ReadItemRow[];
  customFields: readonly CustomField[];
  defaultTaxPercent: string;
}

/** What the organisation has of what the rows name, held against every other change until the transaction ends. */
export async function readImportWorld(tx: OrgTx, { organizationId, rows, customFields, defaultTaxPercent }: Facts): Promise<ImportWorld> {
  const codes = rows.flatMap(({ patch }) => [patch.code, patch.machine].flatMap((code) => code ?? []));
  const names = rows.flatMap(({ patch }) => (patch.code ? [] : (patch.name ?? [])));
  const found = await tx.$queryRaw<{ id: string; code: string; kind: string; isTrashed: boolean }[]>`
    SELECT "id", "code", "kind"::text AS "kind", "deletedAt" IS NOT NULL AS "isTrashed" FROM "CatalogItem"
    WHERE "organizationId" = ${organizationId}::uuid AND (lower("code") IN (SELECT lower(code) FROM unnest(${codes}::text[]) AS code) OR lower("name") IN (SELECT lower(name) FROM unnest(${names}::text[]) AS name))
    ORDER BY "id" FOR NO KEY UPDATE`;
  const live = found.filter(({ isTrashed }) => !isTrashed);
  const [items, categories] = [await findItems(tx, { id: { in: live.map(({ id }) => id) } }), await listCategories(tx)];
  return {
    items,
    trashedCodes: new Set(found.flatMap(({ code, isTrashed }) => (isTrashed ? [code.toLowerCase()] : []))),
    machines: new Map(live.flatMap(({ id, code, kind }) => (kind === 'EQUIPMENT' ? [[code.toLowerCase(), id] as const] : []))),
    categories,
    customFields,
    defaultTaxPercent,
  };
}
