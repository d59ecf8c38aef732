import { fitsMoney } from '~/domain/money/money';
import type { OrderLineInput } from './order-input';
import { hoursBetween, roundDuration, type OrderPrice } from './pricing';

/** Lines that are billed per hour of the order get its duration, in half hours, as soon as both ends are known. */
export function withDuration<T extends Pick<OrderLineInput, 'perHour' | 'kind' | 'quantity'>>(lines: readonly T[], start: Date | null, end: Date | null): T[] {
  if (!start || !end) return [...lines];
  const quantity = roundDuration(hoursBetween(start, end));
  return lines.map((line) => (line.perHour && line.kind !== 'EQUIPMENT' ? { ...line, quantity } : line));
}

/** Whether the columns of money hold every sum of a price, those of each line too. */
export function fitsColumns({ lines, subtotal, discount, tax, total }: OrderPrice): boolean {
  return [subtotal, discount, tax, total, ...lines.flatMap((line) => [line.gross, line.total])].every((amount) => fitsMoney(amount));
}

/** The first of each key. */
export function distinctBy<T>(rows: readonly T[], keyOf: (row: T) => string): T[] {
  const seen = new Set<string>();
  return rows.filter((row) => !seen.has(keyOf(row)) && seen.add(keyOf(row)));
}

/** What an order books: its machines and attachments. */
export function bookedItems(lines: readonly Pick<OrderLineInput, 'kind' | 'itemId'>[]): string[] {
  return [...new Set(lines.flatMap(({ kind, itemId }) => (itemId && (kind === 'EQUIPMENT' || kind === 'ATTACHMENT') ? [itemId] : [])))];
}

/** What of a catalog's item a line copies. */
export interface ItemForLine {
  id: string;
  kind: OrderLineInput['kind'];
  name: string;
  unit: string;
  price: string | null;
  hourlyRate: string | null;
  shiftRate: string | null;
  taxPercent: string;
  perHour: boolean;
}

/** One of an item, at its price of now. */
export function lineOf({ id, kind, name, unit, price, hourlyRate, shiftRate, taxPercent, perHour }: ItemForLine): OrderLineInput {
  const shared = { kind, itemId: id, name, unit, discountPercent: null, taxPercent };
  if (kind === 'EQUIPMENT') return { ...shared, quantity: null, unitPrice: null, perHour: false, shifts: '1', shiftRate, hours: null, hourlyRate };
  return { ...shared, quantity: '1', unitPrice: price, perHour, shifts: null, shiftRate: null, hours: null, hourlyRate: null };
}
