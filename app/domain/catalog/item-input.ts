import type { CustomValues } from '~/domain/custom-fields/custom-field';
import { isHardware, isMachine, type CatalogKind, type EquipmentStatus, type MaterialKind } from './item-kinds';

/** An item as somebody wants it to be: checked by `itemSchema` or by whoever reads another source. Numbers are decimal text. */
export interface ItemInput {
  kind: CatalogKind;
  /** Empty: the next free one of its kind. */
  code: string;
  name: string;
  description: string | null;
  categoryId: string | null;
  unit: string;
  price: string | null;
  costPrice: string | null;
  taxPercent: string;
  perHour: boolean;
  hourlyRate: string | null;
  shiftRate: string | null;
  fuelPerHour: string | null;
  serialNumber: string | null;
  status: EquipmentStatus;
  location: string | null;
  meterHours: string | null;
  materialKind: MaterialKind | null;
  machineId: string | null;
  offeredOnForm: boolean;
  isActive: boolean;
  /** By key; null takes a value away, what is not named stays. */
  custom: CustomValues;
}

/** The plain columns, in the order of the form. */
export const ITEM_FIELDS = [
  'kind', 'code', 'name', 'categoryId', 'description', 'unit', 'price', 'hourlyRate', 'shiftRate', 'costPrice', 'taxPercent', 'perHour', 'fuelPerHour', 'serialNumber',
  'status', 'location', 'meterHours', 'materialKind', 'machineId', 'offeredOnForm', 'isActive',
] as const satisfies (keyof ItemInput)[];
export type ItemField = (typeof ITEM_FIELDS)[number];

/** What the history of prices keeps. */
export const PRICE_FIELDS = ['price', 'costPrice', 'hourlyRate', 'shiftRate', 'taxPercent'] as const satisfies ItemField[];
export type PriceField = (typeof PRICE_FIELDS)[number];

/** Most characters of each text: those of its column. */
export const ITEM_LIMITS = { code: 60, name: 200, description: 2_000, unit: 20, serialNumber: 100, location: 200 } as const;

/** A new item of which only this is known. */
export function emptyItem(known: Partial<ItemInput> & Pick<ItemInput, 'kind'>): ItemInput {
  return {
    code: '', name: '', description: null, categoryId: null, unit: '', price: null, costPrice: null, taxPercent: '0', perHour: false, hourlyRate: null, shiftRate: null,
    fuelPerHour: null, serialNumber: null, status: 'READY', location: null, meterHours: null, materialKind: null, machineId: null, offeredOnForm: false, isActive: true,
    custom: {}, ...known,
  };
}

/** The same item without what its kind cannot have: machines have rates instead of a price, only materials have a sort, … */
export function fitToKind(input: ItemInput): ItemInput {
  const { kind } = input;
  const machine = isMachine(kind);
  const hardware = isHardware(kind);
  return {
    ...input,
    price: machine ? null : input.price,
    hourlyRate: machine ? input.hourlyRate : null,
    shiftRate: machine ? input.shiftRate : null,
    fuelPerHour: machine ? input.fuelPerHour : null,
    meterHours: machine ? input.meterHours : null,
    serialNumber: hardware ? input.serialNumber : null,
    location: hardware ? input.location : null,
    status: hardware ? input.status : 'READY',
    perHour: kind === 'SERVICE' && input.perHour,
    offeredOnForm: kind === 'SERVICE' && input.offeredOnForm,
    materialKind: kind === 'MATERIAL' ? (input.materialKind ?? 'OTHER') : null,
    machineId: kind === 'ATTACHMENT' ? input.machineId : null,
  };
}
