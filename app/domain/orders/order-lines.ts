import type { OrderLineInput } from './order-input';
import { hoursBetween, roundDuration } from './pricing';

/** Lines that are billed per hour of the order get its duration, in half hours, as soon as both ends are known. */
export function withDuration<T extends Pick<OrderLineInput, 'perHour' | 'kind' | 'quantity'>>(lines: readonly T[], start: Date | null, end: Date | null): T[] {
  if (!start || !end) return [...lines];
  const quantity = roundDuration(hoursBetween(start, end));
  return lines.map((line) => (line.perHour && line.kind !== 'EQUIPMENT' ? { ...line, quantity } : line));
}

/** What an order books: its machines and attachments. */
export function bookedItems(lines: readonly Pick<OrderLineInput, 'kind' | 'itemId'>[]): string[] {
  return [...new Set(lines.flatMap(({ kind, itemId }) => (itemId && (kind === 'EQUIPMENT' || kind === 'ATTACHMENT') ? [itemId] : [])))];
}
