import { data } from '@remix-run/node';
import { Decimal } from 'decimal.js';
import type { Staff } from '~/domain/accounts/guard.server';
import { isUuid } from '~/domain/leads/lead-filter';
import { findWorkRules } from '~/domain/organizations/work-rules.server';
import { allowedStates } from '~/domain/orders/lifecycle';
import { doerOf, type OrderRecord } from '~/domain/orders/order-command';
import { findOrder } from '~/domain/orders/order-record.server';
import { orderActor, orderViewer } from '~/domain/orders/order-viewer.server';
import { daysOf, hoursBetween, roundDuration } from '~/domain/orders/pricing';
import { toLocalText } from '~/domain/time/local-text';
import { getFixedT } from '~/platform/i18n.server';
import { shortDecimal } from '../editor/order-form';
import { loadOrderPhotos } from '../load-photos.server';

/** The order that the person carries out. Throws 404 for one that the person does not see. */
export async function findWork(staff: Staff, orderId: string | undefined): Promise<OrderRecord> {
  const order = isUuid(orderId) ? await findOrder(staff.db, orderViewer(staff), orderId) : null;
  if (!order) throw data(null, 404);
  return order;
}

/** What is asked at the beginning and at the end of the work, filled in with the plan and, after a reopening, with the costs of before for who sees them. No prices and no pay, whoever looks. */
export async function loadCompletion(request: Request, orderId: string | undefined, staff: Staff) {
  const { org } = staff;
  const order = await findWork(staff, orderId);
  const [t, photos, { shiftHours }] = await Promise.all([getFixedT(request, 'order-editor'), loadOrderPhotos(staff, order.id), findWorkRules(staff.db)]);
  const now = new Date();
  const local = (at: Date | null) => (at ? toLocalText(at, org.timeZone) : '');
  const hours = plannedHours(order, shiftHours);
  const allowed = allowedStates(order.state, doerOf(orderActor(staff), order));
  return {
    title: `${t('complete.title')} · ${order.number}`,
    list: `/o/${org.slug}/orders`,
    card: `/o/${org.slug}/orders/${order.id}`,
    number: order.number,
    state: order.state,
    version: order.version,
    client: order.contactName,
    address: order.address,
    step: allowed.includes('COMPLETED') ? ('complete' as const) : allowed.includes('IN_PROGRESS') && order.state === 'APPROVED' ? ('start' as const) : null,
    planned: order.plannedStart?.toISOString() ?? null,
    timeZone: org.timeZone,
    currency: order.currency,
    now: local(now),
    values: { actualStart: local(order.actualStart ?? now), actualEnd: local(now), note: order.completionNote ?? '' },
    machines: order.lines
      .filter(({ kind }) => kind === 'EQUIPMENT')
      .map(({ id, name, shifts, hours: planned, fuelLitres, fuelCost, repairCost, repairNote }) => ({
        id, name, shifts: shortDecimal(shifts), hours: shortDecimal(planned), fuelLitres: shortDecimal(fuelLitres), fuelCost: shortDecimal(fuelCost), repairCost: shortDecimal(repairCost), repairNote: repairNote ?? '',
      })),
    operators: order.operators.map(({ userId, name, hours: worked }) => ({ id: userId, name, hours: shortDecimal(worked) || hours })),
    photos,
  };
}

/** How long a person was to work: as long as the busiest machine; without one the planned time, of several days a shift each. */
function plannedHours({ lines, plannedStart, plannedEnd }: OrderRecord, shiftHours: string): string {
  const ofMachines = lines.filter(({ kind }) => kind === 'EQUIPMENT').map(({ shifts, hours }) => new Decimal(shifts ?? 0).times(shiftHours).plus(hours ?? 0));
  const longest = Decimal.max(0, ...ofMachines);
  if (longest.greaterThan(0)) return shortDecimal(longest.toFixed(2));
  if (!plannedStart || !plannedEnd) return '';
  const hours = roundDuration(hoursBetween(plannedStart, plannedEnd));
  const days = daysOf(hours);
  return days > 1 ? shortDecimal(new Decimal(shiftHours).times(days).toFixed(2)) : hours;
}

export type CompletionPage = Awaited<ReturnType<typeof loadCompletion>>;
