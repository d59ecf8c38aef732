import { Decimal } from 'decimal.js';
import { equipmentWork, type MachineWork } from '~/domain/reports/equipment.server';
import { expensesSearch, ordersSearch } from '~/domain/reports/report-links';
import { daysOfPeriod } from '~/domain/periods/period';
import type { Report, ReportCell, ReportColumn } from '~/domain/reports/report-sheet';
import { firstBookedDay, machineUtilisation } from '~/domain/reports/utilisation.server';
import type { ReportRequest } from './__require-report.server';

const SUMMED = ['shifts', 'hours', 'revenue', 'litres', 'fuel', 'repair'] as const;

/** How the machines worked. Utilisation is of all bookings, so it is for those who see all orders and narrow them to no client or person. */
export async function loadEquipment(request: ReportRequest): Promise<Report> {
  const { staff, viewer, filter, now, today, t, base, shiftHours } = request;
  const machines = await equipmentWork(staff.db, { viewer, filter, now });
  const hasTime = !filter.manager && !filter.contactId && !filter.operatorId;
  const { from, to } = daysOfPeriod(filter.period, today);
  const first = from ?? (hasTime ? await firstBookedDay(staff.db, viewer) : null) ?? today;
  const used = new Map(hasTime ? (await machineUtilisation(staff.db, { viewer, days: { from: first, to: to ?? today }, shiftHours })).map((one) => [one.itemId, one]) : []);
  const shown = new Set(machines.map(({ itemId }) => itemId));
  const ofShown = [...used.values()].filter(({ itemId }) => shown.has(itemId));
  const canSeeCosts = viewer.canSeeExpenses;
  const columns: ReportColumn[] = [
    { key: 'orders', label: t('equipment.orders'), kind: 'count' },
    { key: 'shifts', label: t('equipment.shifts'), kind: 'amount' },
    { key: 'hours', label: t('equipment.hours'), kind: 'amount' },
    { key: 'revenue', label: t('equipment.revenue'), kind: 'money' },
    { key: 'litres', label: t('equipment.litres'), kind: 'amount' },
    ...(canSeeCosts ? [{ key: 'fuel', label: t('equipment.fuel'), kind: 'money' as const }, { key: 'repair', label: t('equipment.repair'), kind: 'money' as const }] : []),
    ...(hasTime ? [{ key: 'utilisation', label: t('equipment.utilisation'), kind: 'percent' as const }] : []),
  ];
  const share = (booked: number, available: number) => (available > 0 ? String(booked / available) : null);
  const days = Math.round((Date.parse(to ?? today) - Date.parse(first)) / 86_400_000) + 1;
  const sum = (of: readonly number[]) => of.reduce((total, one) => total + one, 0);
  const total: Record<(typeof SUMMED)[number], string> = sumOf(machines);
  const idle = machines.length - ofShown.length;
  const rows = machines.map((machine) => {
    const item = { ...filter, itemId: machine.itemId };
    const time = used.get(machine.itemId);
    const cells: ReportCell[] = [
      { value: String(machine.orders), to: `${base}/orders?${ordersSearch(item, filter.period)}` },
      { value: machine.shifts }, { value: machine.hours }, { value: machine.revenue }, { value: machine.litres },
      ...(canSeeCosts ? (['fuel', 'repair'] as const).map((kind) => ({ value: machine[kind], to: `${base}/money/expenses?${expensesSearch(item, filter.period, { kind: kind.toUpperCase() })}` })) : []),
      ...(hasTime ? [{ value: time ? share(time.booked, time.available) : '0' }] : []),
    ];
    return { id: machine.itemId, label: machine.name, to: `${base}/catalog/${machine.itemId}`, cells };
  });
  return {
    name: 'equipment',
    title: t('tabs.equipment'),
    basis: [t('basis.machines'), ...(canSeeCosts ? [t('basis.machineCosts')] : []), ...(hasTime ? [t('basis.utilisation', { hours: shiftHours, count: days })] : [])],
    cards: [],
    sheets: [
      {
        name: 'equipment', title: t('equipment.title'), rowHead: t('equipment.machine'), columns, rows, empty: t('equipment.empty'),
        total: {
          id: 'total', label: t('total'),
          cells: [
            { value: null }, { value: total.shifts }, { value: total.hours }, { value: total.revenue }, { value: total.litres },
            ...(canSeeCosts ? [{ value: total.fuel }, { value: total.repair }] : []),
            ...(hasTime ? [{ value: share(sum(ofShown.map(({ booked }) => booked)), sum(ofShown.map(({ available }) => available)) + idle * shiftHours * days) }] : []),
          ],
        },
      },
    ],
  };
}

function sumOf(machines: readonly MachineWork[]) {
  return Object.fromEntries(SUMMED.map((key) => [key, machines.reduce((total, machine) => total.plus(machine[key]), new Decimal(0)).toFixed(2)])) as Record<(typeof SUMMED)[number], string>;
}
