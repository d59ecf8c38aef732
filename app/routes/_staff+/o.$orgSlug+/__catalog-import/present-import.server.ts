import type { TFunction } from 'i18next';
import type { ItemImportResult } from '~/domain/catalog/exchange/import-items.server';
import type { ItemColumn } from '~/domain/catalog/exchange/item-columns';
import { writePath } from '~/domain/catalog/exchange/category-path';
import type { PlannedRow } from '~/domain/catalog/exchange/plan-import';
import type { ItemProblem } from '~/domain/catalog/exchange/read-item-row';
import type { CustomField } from '~/domain/custom-fields/custom-field';

/** More would not be read. */
const SHOWN = 200;

type Plan = Extract<ItemImportResult, { ok: true }>;

/** What of a file does not fit, row by row. */
export function presentProblems(problems: readonly ItemProblem[], customFields: readonly CustomField[], t: TFunction) {
  return {
    total: problems.length,
    text: t('result.problems', { count: problems.length }),
    shown: problems.slice(0, SHOWN).map(({ row, column, code, value }) => ({
      row: row > 0 ? t('problem.row', { row }) : null,
      column: column && sayField(column, customFields, t),
      message: t(`problem.${code}`, { value }),
      value: code === 'duplicate' ? null : (value ?? null),
    })),
  };
}

/** What would come of a file. */
export function presentPlan({ plan, columns, ...counts }: Plan, { heads, customFields, t }: { heads: readonly string[]; customFields: readonly CustomField[]; t: TFunction }) {
  const touched = plan.rows.filter(({ before, changed }) => !before || changed.length > 0);
  return {
    created: counts.created,
    updated: counts.updated,
    same: counts.same,
    columns: columns.flatMap((column) => (column ? [sayField(column, customFields, t)] : [])),
    ignored: heads.filter((head, index) => head.trim() !== '' && !columns[index]).join(', '),
    categories: plan.newCategories.map(writePath),
    touched: touched.length,
    rows: touched.slice(0, SHOWN).map((row) => presentRow(row, customFields, t)),
  };
}

export type ShownPlan = ReturnType<typeof presentPlan>;
export type ShownProblems = ReturnType<typeof presentProblems>;

function presentRow({ row, before, after, changed, category, machineCode }: PlannedRow, customFields: readonly CustomField[], t: TFunction) {
  const say = (field: string, item: PlannedRow['after'] | null) => {
    if (field === 'categoryId') return writePath(item === after ? category.becomes : category.was);
    if (field === 'machineId') return item === after ? (machineCode ?? '') : '';
    const value: unknown = field.startsWith('custom.') ? item?.custom[field.slice('custom.'.length)] : item?.[field as keyof PlannedRow['after']];
    if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
    if (field === 'status' || field === 'materialKind') return typeof value === 'string' ? t(`${field}.${value}`) : '';
    return typeof value === 'string' ? value : '';
  };
  return {
    row,
    id: before?.id ?? null,
    code: after.code,
    name: after.name,
    kind: t(`kind.${after.kind}`),
    changes: changed.map((field) => ({ field, label: sayField(field as ItemColumn, customFields, t), was: say(field, before), becomes: say(field, after) })),
  };
}

function sayField(column: ItemColumn, customFields: readonly CustomField[], t: TFunction): string {
  const own = customFields.find(({ key }) => column === `custom.${key}`);
  return own?.label ?? t(`field.${column}`);
}
