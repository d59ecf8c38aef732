import type { CatalogKind, EquipmentStatus, MaterialKind } from '../item-kinds';

const KINDS: Record<CatalogKind, readonly string[]> = {
  EQUIPMENT: ['техника', 'машина', 'equipment', 'machine', 'спецтехника'],
  SERVICE: ['услуга', 'service', 'работа', 'услуги'],
  MATERIAL: ['материал', 'material', 'материалы'],
  ATTACHMENT: ['навеска', 'attachment', 'навесное оборудование', 'оборудование'],
  PRODUCT: ['товар', 'product', 'изделие', 'товары'],
};
const STATUSES: Record<EquipmentStatus, readonly string[]> = {
  READY: ['исправна', 'ready', 'исправен', 'исправно', 'готова', 'ok'],
  BROKEN: ['неисправна', 'broken', 'неисправен', 'в ремонте', 'сломана', 'out of order'],
  RETIRED: ['списана', 'retired', 'списан', 'продана', 'sold'],
};
const MATERIALS: Record<MaterialKind, readonly string[]> = {
  SOIL: ['грунт', 'soil', 'сыпучее', 'нерудный'],
  TOOL: ['инструмент', 'tool', 'оснастка'],
  OTHER: ['другое', 'other', 'прочее', 'прочий'],
};
const YES = new Set(['да', 'yes', 'true', '1', '+', 'истина']);
const NO = new Set(['нет', 'no', 'false', '0', '-', 'ложь']);

const reader =
  <T extends string>(words: Record<T, readonly string[]>) =>
  (cell: string): T | null => {
    const word = cell.trim().toLowerCase();
    return (Object.keys(words) as T[]).find((value) => value.toLowerCase() === word || words[value].includes(word)) ?? null;
  };

/** In Russian, English, or as the program calls it; null: no such word. */
export const readKindWord = reader(KINDS);
export const readStatusWord = reader(STATUSES);
export const readMaterialWord = reader(MATERIALS);

export function readYesNo(cell: string): boolean | null {
  const word = cell.trim().toLowerCase();
  return YES.has(word) ? true : NO.has(word) ? false : null;
}
