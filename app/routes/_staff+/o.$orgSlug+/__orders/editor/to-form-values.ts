import type { OrderRecord } from '~/domain/orders/order-command';
import { toLocalText } from '~/domain/time/local-text';
import { emptyLine, shortDecimal, type OrderFormValues } from './order-form';

type Shown = Pick<OrderRecord, 'contactId' | 'contactName' | 'address' | 'latitude' | 'longitude' | 'plannedStart' | 'plannedEnd' | 'description' | 'managerId' | 'leadId' | 'dealId' | 'operators' | 'lines'> & { sums: Pick<NonNullable<OrderRecord['sums']>, 'estimate' | 'prepayment'> | null };

/** An order as its form shows it: numbers short, times local. */
export function toFormValues(order: Shown, timeZone: string): OrderFormValues {
  const time = (at: Date | null) => (at ? toLocalText(at, timeZone) : '');
  const contact = order.contactName ?? '';
  return {
    contactId: order.contactId ?? '', contactIdQuery: contact, contactIdShown: contact, address: order.address ?? '', latitude: shortDecimal(order.latitude), longitude: shortDecimal(order.longitude),
    plannedStart: time(order.plannedStart), plannedEnd: time(order.plannedEnd), description: order.description ?? '', managerId: order.managerId ?? '',
    estimate: order.sums?.estimate ?? '', prepayment: order.sums?.prepayment ?? '', leadId: order.leadId ?? '', dealId: order.dealId ?? '', newPhone: '', newEmail: '',
    operators: order.operators.map(({ userId, payKind, payRate }) => ({ userId, payKind: payKind ?? '', payRate: shortDecimal(payRate) })),
    lines: order.lines.map(({ id, kind, itemId, name, unit, perHour, ...line }, index) => ({
      ...emptyLine(), key: String(index + 1), id: id ?? '', kind, itemId: itemId ?? '', name, unit, perHour: perHour ? 'on' : '',
      quantity: shortDecimal(line.quantity), unitPrice: shortDecimal(line.unitPrice), shifts: shortDecimal(line.shifts), shiftRate: shortDecimal(line.shiftRate),
      hours: shortDecimal(line.hours), hourlyRate: shortDecimal(line.hourlyRate),
      discountPercent: line.discountPercent === '0' ? '' : shortDecimal(line.discountPercent), taxPercent: shortDecimal(line.taxPercent),
    })),
  };
}
