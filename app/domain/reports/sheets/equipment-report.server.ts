import { equipmentFigures } from '../equipment-figures.server';
import { expensesSearch, ordersSearch } from '../report-links';
import type { ReportRequest } from '../report-request.server';
import type { Report, ReportCell, ReportColumn } from '../report-sheet';

/** How the machines worked. */
export async function equipmentReport(request: ReportRequest): Promise<Report> {
  const { viewer: { canSeeExpenses: canSeeCosts }, filter, t, base, shiftHours } = request;
  const { machines, total, hasTime, days } = await equipmentFigures(request);
  const columns: ReportColumn[] = [
    { key: 'orders', label: t('equipment.orders'), kind: 'count' },
    { key: 'shifts', label: t('equipment.shifts'), kind: 'amount' },
    { key: 'hours', label: t('equipment.hours'), kind: 'amount' },
    { key: 'revenue', label: t('equipment.revenue'), kind: 'money' },
    { key: 'litres', label: t('equipment.litres'), kind: 'amount' },
    ...(canSeeCosts ? [{ key: 'fuel', label: t('equipment.fuel'), kind: 'money' as const }, { key: 'repair', label: t('equipment.repair'), kind: 'money' as const }] : []),
    ...(hasTime ? [{ key: 'utilisation', label: t('equipment.utilisation'), kind: 'percent' as const }] : []),
  ];
  const rows = machines.map((machine) => {
    const item = { ...filter, itemId: machine.itemId };
    const cells: ReportCell[] = [
      { value: String(machine.orders), to: `${base}/orders?${ordersSearch(item, filter.period)}` },
      { value: machine.shifts }, { value: machine.hours }, { value: machine.revenue }, { value: machine.litres },
      ...(canSeeCosts ? (['fuel', 'repair'] as const).map((kind) => ({ value: machine[kind], to: `${base}/money/expenses?${expensesSearch(item, filter.period, { kind: kind.toUpperCase() })}` })) : []),
      ...(hasTime ? [{ value: machine.utilisation }] : []),
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
            ...(hasTime ? [{ value: total.utilisation }] : []),
          ],
        },
      },
    ],
  };
}
