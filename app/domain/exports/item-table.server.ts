import type { TFunction } from 'i18next';
import type { Category } from '~/domain/catalog/categories.server';
import { pathOf } from '~/domain/catalog/category-tree';
import { writePath } from '~/domain/catalog/exchange/category-path';
import type { ExportedItem } from '~/domain/catalog/exchange/export-items.server';
import { ITEM_COLUMNS, type PlainColumn } from '~/domain/catalog/exchange/item-columns';
import { isHardware } from '~/domain/catalog/item-kinds';
import type { CustomField } from '~/domain/custom-fields/custom-field';
import { customCell } from './custom-cell';
import type { ExportCell, ExportTable } from './export-rows.server';

export interface ItemTable {
  items: AsyncIterable<ExportedItem>;
  categories: readonly Category[];
  customFields: readonly CustomField[];
  /** Whether the person sees what things cost the company. */
  withCosts: boolean;
  /** Of the namespace `catalog-import`: the heads and words are those that an import knows again. */
  t: TFunction;
  language: string;
  fileName: string;
}

/** Items as a table whose import changes nothing. What a kind cannot have stays empty. */
export function itemTable({ items, categories, customFields, withCosts, t, language, fileName }: ItemTable): ExportTable {
  const columns = ITEM_COLUMNS.filter((column) => withCosts || column !== 'costPrice');
  const words = { yes: t('yes'), no: t('no') };
  const yesNo = (value: boolean) => (value ? words.yes : words.no);
  const cells: Record<PlainColumn, (item: ExportedItem) => ExportCell> = {
    code: ({ code }) => code,
    kind: ({ kind }) => t(`kind.${kind}`),
    name: ({ name }) => name,
    category: ({ categoryId }) => writePath(pathOf(categories, categoryId)) || null,
    description: ({ description }) => description,
    unit: ({ unit }) => unit || null,
    price: ({ price }) => numberCell(price),
    hourlyRate: ({ hourlyRate }) => numberCell(hourlyRate),
    shiftRate: ({ shiftRate }) => numberCell(shiftRate),
    costPrice: ({ costPrice }) => numberCell(costPrice),
    taxPercent: ({ taxPercent }) => numberCell(taxPercent),
    perHour: ({ kind, perHour }) => (kind === 'SERVICE' ? yesNo(perHour) : null),
    fuelPerHour: ({ fuelPerHour }) => numberCell(fuelPerHour),
    serialNumber: ({ serialNumber }) => serialNumber,
    status: ({ kind, status }) => (isHardware(kind) ? t(`status.${status}`) : null),
    location: ({ location }) => location,
    meterHours: ({ meterHours }) => numberCell(meterHours),
    materialKind: ({ materialKind }) => materialKind && t(`materialKind.${materialKind}`),
    machine: ({ machineCode }) => machineCode,
    offeredOnForm: ({ kind, offeredOnForm }) => (kind === 'SERVICE' ? yesNo(offeredOnForm) : null),
    isActive: ({ isActive }) => yesNo(isActive),
  };
  async function* rows(): AsyncGenerator<ExportCell[]> {
    for await (const item of items) {
      yield [...columns.map((column) => cells[column](item)), ...customFields.map((field) => customCell(field, item.custom[field.key], words))];
    }
  }
  return { fileName, language, rows: rows(), heads: [...columns.map((column) => t(`field.${column}`)), ...customFields.map(({ label }) => label)] };
}

/** A number to calculate with, as long as it is one exactly. */
function numberCell(text: string | null): number | string | null {
  return text !== null && String(Number(text)) === text ? Number(text) : text;
}
