import { Boxes, Forklift, Package, Tractor, Wrench, type LucideIcon } from 'lucide-react';
import type { CatalogKind } from '~/domain/catalog/item-kinds';

export const kindIcons: Record<CatalogKind, LucideIcon> = { EQUIPMENT: Tractor, SERVICE: Wrench, MATERIAL: Boxes, ATTACHMENT: Forklift, PRODUCT: Package };
