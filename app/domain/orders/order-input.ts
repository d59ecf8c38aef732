import type { CatalogKind, PayKind } from '~/generated/prisma/enums';

/** One position as somebody wants it; decimal strings. Of a catalog's item the name and the rates are copies: a later price changes nothing. */
export interface OrderLineInput {
  /** Of a line that is there already; it keeps its place in documents and costs. */
  id?: string;
  kind: CatalogKind;
  /** Null for a line written by hand. */
  itemId: string | null;
  name: string;
  unit: string;
  /** Of everything but machines. */
  quantity: string | null;
  unitPrice: string | null;
  /** The quantity is the order's duration: counted anew when the times change. */
  perHour: boolean;
  /** Of machines. */
  shifts: string | null;
  shiftRate: string | null;
  hours: string | null;
  hourlyRate: string | null;
  discountPercent: string | null;
  taxPercent: string | null;
}

/** Who carries the order out, and how the person is paid for it. */
export interface OrderOperatorInput {
  userId: string;
  payKind: PayKind | null;
  /** Per hour, for the whole, or percent of the subtotal; decimal text. */
  payRate: string | null;
}

/** An order as somebody wants it to be: cleaned and checked by `orderSchema`. A draft may lack nearly everything. */
export interface OrderInput {
  contactId: string | null;
  address: string | null;
  /** Both or neither; decimal degrees. */
  latitude: string | null;
  longitude: string | null;
  plannedStart: Date | null;
  plannedEnd: Date | null;
  description: string | null;
  managerId: string | null;
  operators: OrderOperatorInput[];
  lines: OrderLineInput[];
  /** What was said to the client before anything was counted; decimal text. */
  estimate: string | null;
  prepayment: string | null;
  leadId: string | null;
  dealId: string | null;
}

/** The plain columns, in the order of the form. */
export const ORDER_FIELDS = [
  'contactId', 'address', 'latitude', 'longitude', 'plannedStart', 'plannedEnd', 'description', 'managerId', 'estimate', 'prepayment', 'leadId', 'dealId',
] as const satisfies (keyof OrderInput)[];
export type OrderField = (typeof ORDER_FIELDS)[number];

export const EMPTY_ORDER: OrderInput = {
  contactId: null, address: null, latitude: null, longitude: null, plannedStart: null, plannedEnd: null, description: null, managerId: null,
  operators: [], lines: [], estimate: null, prepayment: null, leadId: null, dealId: null,
};

/** Most characters of each text: those of its column. */
export const ORDER_LIMITS = { address: 500, description: 10_000, name: 200, unit: 20, comment: 500, completionNote: 2_000, repairNote: 500 } as const;
export const LINES_MAX = 100;
export const OPERATORS_MAX = 20;
