import type { CatalogKind, EquipmentStatus, MaterialKind } from '~/generated/prisma/enums';

export type { CatalogKind, EquipmentStatus, MaterialKind };

/** In the order of tabs and menus. */
export const CATALOG_KINDS = ['EQUIPMENT', 'SERVICE', 'MATERIAL', 'ATTACHMENT', 'PRODUCT'] as const satisfies CatalogKind[];
export const EQUIPMENT_STATUSES = ['READY', 'BROKEN', 'RETIRED'] as const satisfies EquipmentStatus[];
export const MATERIAL_KINDS = ['SOIL', 'TOOL', 'OTHER'] as const satisfies MaterialKind[];

/** What codes begin with that the program gives: МШ-0001. */
export const CODE_PREFIX: Record<CatalogKind, string> = { EQUIPMENT: 'МШ', SERVICE: 'УС', MATERIAL: 'МТ', ATTACHMENT: 'НВ', PRODUCT: 'ТВ' };

/** Reads an address forgivingly, whatever the case of its letters. */
export function parseKind(text: string | null): CatalogKind | null {
  const kind = text?.toUpperCase();
  return CATALOG_KINDS.find((known) => known === kind) ?? null;
}

export function isMachine(kind: CatalogKind): boolean {
  return kind === 'EQUIPMENT';
}

/** What has a state of repair and a place where it stands. */
export function isHardware(kind: CatalogKind): boolean {
  return kind === 'EQUIPMENT' || kind === 'ATTACHMENT';
}
