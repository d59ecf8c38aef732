import { Decimal } from 'decimal.js';
import { daysOfPeriod } from '~/domain/periods/period';
import { equipmentWork, type MachineWork } from './equipment.server';
import type { ReportAsked } from './report-request.server';
import { firstBookedDay, machineUtilisation } from './utilisation.server';

const SUMMED = ['shifts', 'hours', 'revenue', 'litres', 'fuel', 'repair'] as const;

/**
 * How the machines worked, and all of them together. Utilisation is of all bookings, so it is for those who see all orders
 * and narrow them to no client or person: null otherwise, as costs are for whom they are not.
 */
export async function equipmentFigures({ staff, viewer, filter, now, today, shiftHours }: ReportAsked) {
  const work = await equipmentWork(staff.db, { viewer, filter, now });
  const hasTime = !filter.manager && !filter.contactId && !filter.operatorId;
  const { from, to } = daysOfPeriod(filter.period, today);
  const first = from ?? (hasTime ? await firstBookedDay(staff.db, viewer) : null) ?? today;
  const days = Math.round((Date.parse(to ?? today) - Date.parse(first)) / 86_400_000) + 1;
  const used = new Map(hasTime ? (await machineUtilisation(staff.db, { viewer, days: { from: first, to: to ?? today }, shiftHours })).map((one) => [one.itemId, one]) : []);
  const share = (booked: number, available: number) => (available > 0 ? String(booked / available) : null);
  const costs = <T extends Pick<MachineWork, 'fuel' | 'repair'>>({ fuel, repair, ...rest }: T) => ({ ...rest, fuel: viewer.canSeeExpenses ? fuel : null, repair: viewer.canSeeExpenses ? repair : null });
  const machines = work.map((machine) => {
    const time = used.get(machine.itemId);
    const utilisation = time ? share(time.booked, time.available) : '0';
    return { ...costs(machine), utilisation: hasTime ? utilisation : null };
  });
  const ofShown = work.flatMap(({ itemId }) => used.get(itemId) ?? []);
  const sum = (of: readonly number[]) => of.reduce((total, one) => total + one, 0);
  const idle = work.length - ofShown.length;
  const utilisation = hasTime ? share(sum(ofShown.map(({ booked }) => booked)), sum(ofShown.map(({ available }) => available)) + idle * shiftHours * days) : null;
  return { machines, total: { ...costs(sumOf(work)), utilisation }, hasTime, days };
}

function sumOf(machines: readonly MachineWork[]) {
  return Object.fromEntries(SUMMED.map((key) => [key, machines.reduce((total, machine) => total.plus(machine[key]), new Decimal(0)).toFixed(2)])) as Record<(typeof SUMMED)[number], string>;
}
