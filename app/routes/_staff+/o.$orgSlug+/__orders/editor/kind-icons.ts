import { Layers, Package, Puzzle, Tractor, Wrench, type LucideIcon } from 'lucide-react';
import type { CatalogKind } from '~/generated/prisma/enums';

export const lineIcons: Record<CatalogKind, LucideIcon> = { EQUIPMENT: Tractor, SERVICE: Wrench, MATERIAL: Layers, ATTACHMENT: Puzzle, PRODUCT: Package };
