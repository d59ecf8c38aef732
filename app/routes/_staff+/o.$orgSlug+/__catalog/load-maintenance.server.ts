import type { TFunction } from 'i18next';
import type { Staff } from '~/domain/accounts/guard.server';
import { localDay } from '~/domain/behavior/local-day';
import type { ItemRecord } from '~/domain/catalog/item-record.server';
import { listPlans, type MaintenancePlan } from '~/domain/catalog/maintenance/plans.server';
import { listMaintenance, type MaintenanceRow } from '~/domain/catalog/maintenance/records.server';
import { isPicture } from '~/domain/files/photo-rules';
import { listPhotosOfMaintenances } from '~/domain/files/photos.server';
import { formatMoney } from '~/domain/money/money-text';
import { getFixedT, getLanguage } from '~/platform/i18n.server';
import { formatDateTime, formatDay, formatNumber } from '~/ui/format';

const RECORDS_SHOWN = 30;

/** The care of a machine: its plans, what is planned, what was done. Costs only for those who keep them. */
export async function loadMaintenance(staff: Staff, request: Request, item: Pick<ItemRecord, 'id' | 'meterHours'>) {
  const { db, org, can } = staff;
  const today = localDay(new Date(), org.timeZone);
  const [t, language, plans, records] = await Promise.all([
    getFixedT(request, 'catalog'),
    getLanguage(request),
    listPlans(db, { organizationId: org.id, itemId: item.id, today }),
    listMaintenance(db, { itemId: item.id, limit: RECORDS_SHOWN }),
  ]);
  const all = await listPhotosOfMaintenances(db, records.map(({ id }) => id));
  const seesCost = Boolean(can('expenses', 'read'));
  // papers are bills: they say what it cost
  const files = all.filter(({ contentType }) => seesCost || isPicture(contentType));
  const present = presenter({ t, language, timeZone: org.timeZone, currency: org.currency, seesCost });
  return {
    today,
    plans: plans.map((plan) => presentPlan(plan, { t, language })),
    records: records.map((record) => ({ ...present(record), files: files.filter(({ maintenanceId }) => maintenanceId === record.id).map(({ id, name, hasThumbnail }) => ({ id, name, hasThumbnail })) })),
  };
}

interface Words {
  t: TFunction;
  language: string;
}

const sayDay = (day: string, language: string) => formatDay(new Date(`${day}T00:00:00Z`), language, 'UTC');

/** A plan in words: how often, when it is due, how near that is. */
export function presentPlan({ id, title, everyDays, everyHours, nextDay, nextHours, due }: MaintenancePlan, { t, language }: Words) {
  const hours = (value: string) => formatNumber(Number(value), language, 1);
  const left = [
    due.daysLeft === null ? null : due.daysLeft < 0 ? t('plan.daysOver', { count: -due.daysLeft }) : t('plan.daysLeft', { count: due.daysLeft }),
    due.hoursLeft === null ? null : Number(due.hoursLeft) <= 0 ? t('plan.hoursOver', { hours: hours(due.hoursLeft.replace('-', '')) }) : t('plan.hoursLeft', { hours: hours(due.hoursLeft) }),
  ];
  return {
    id,
    title,
    every: [everyDays === null ? null : t('plan.everyDays', { count: everyDays }), everyHours === null ? null : t('plan.everyHours', { hours: hours(everyHours) })].filter(Boolean).join(t('plan.or')),
    next: [nextDay && sayDay(nextDay, language), nextHours && t('plan.atHours', { hours: hours(nextHours) })].filter(Boolean).join(t('plan.or')),
    left: left.filter(Boolean).join(', '),
    state: due.state,
  };
}

/** Makes words of records. */
export function presenter({ t, language, timeZone, currency, seesCost }: Words & { timeZone: string; currency: string; seesCost: boolean }) {
  return ({ id, itemId, machine, planId, title, startsAt, endsAt, doneDay, meterHours, cost, notes, version }: MaintenanceRow) => ({
    id,
    itemId,
    machine,
    planId,
    title,
    version,
    notes,
    isDone: doneDay !== null,
    doneDay,
    when: doneDay ? sayDay(doneDay, language) : startsAt && endsAt ? t('record.time', { from: formatDateTime(startsAt, language, timeZone), to: formatDateTime(endsAt, language, timeZone) }) : '',
    meter: meterHours === null ? null : t('unit.hours', { value: formatNumber(Number(meterHours), language, 1) }),
    meterHours,
    cost: seesCost && cost !== null ? formatMoney(cost, currency, language) : null,
    costValue: seesCost ? cost : null,
  });
}

export type Maintenance = Awaited<ReturnType<typeof loadMaintenance>>;
export type ShownPlan = Maintenance['plans'][number];
export type ShownRecord = Maintenance['records'][number];
