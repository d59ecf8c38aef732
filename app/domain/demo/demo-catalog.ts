import type { Prisma } from '~/generated/prisma/client';
import type { Random } from '../../../prisma/random';
import { SERVICES } from '../../../prisma/sample-texts';
import type { Agenda } from './demo-agenda';
import * as texts from './demo-catalog-texts';
import { uuidAt } from './uuid-at';

const DAY = 86_400_000;
const HOUR = 3_600_000;
/** Prices were raised once, so many days ago. */
const RAISED_DAYS_AGO = 210;
const BEFORE_RAISE = 0.94;

export interface DemoCatalogOptions {
  organizationId: string;
  /** The eight services of the form, in their order. */
  formServiceIds: readonly string[];
  /** Who wrote it all down. */
  makerId: string | null;
  random: Random;
  now: Date;
  agenda: Agenda;
  /** How many of the machines there are. */
  machines: number;
}

export interface DemoItem extends Prisma.CatalogItemCreateManyInput {
  id: string;
  code: string;
}

export interface DemoCatalog {
  categories: Prisma.CatalogCategoryCreateManyInput[];
  items: DemoItem[];
  /** What the services of the form get beside their names. */
  formServices: { id: string; code: string; name: string; unit: string; price: string; taxPercent: string; categoryId: string | null }[];
  prices: Prisma.CatalogPriceCreateManyInput[];
}

/** Machines with their attachments, services, materials and products, in a tree of categories, with the prices they had. */
export function demoCatalog({ organizationId, formServiceIds, makerId, now, machines }: DemoCatalogOptions): DemoCatalog {
  const createdAt = new Date(now.getTime() - 390 * DAY);
  const categories = categoryTree(organizationId, createdAt);
  const categoryId = (name: string) => categories.find((category) => category.name === name)?.id ?? null;
  const base = (position: number) => ({ id: uuidAt(createdAt), organizationId, taxPercent: texts.TAX_PERCENT, position, createdAt, updatedAt: createdAt });
  const equipment = texts.MACHINES.slice(0, machines).map(({ category, ...machine }, at) => ({ ...base(at), kind: 'EQUIPMENT' as const, unit: 'смена', categoryId: categoryId(category), ...machine }));
  const attachments = texts.ATTACHMENTS.flatMap(({ machine, ...attachment }, at) => {
    const owner = equipment.find(({ code }) => code === machine);
    return owner ? [{ ...base(at), kind: 'ATTACHMENT' as const, unit: 'смена', categoryId: categoryId('Навесное оборудование'), machineId: owner.id, location: owner.location, ...attachment }] : [];
  });
  const services = texts.MORE_SERVICES.map(({ category, ...service }, at) => ({ ...base(formServiceIds.length + at), kind: 'SERVICE' as const, categoryId: categoryId(category), ...service }));
  const materials = texts.MATERIALS.map((material, at) => ({ ...base(at), kind: 'MATERIAL' as const, categoryId: categoryId(MATERIAL_CATEGORIES[material.materialKind]), ...material }));
  const products = texts.PRODUCTS.map((product, at) => ({ ...base(at), kind: 'PRODUCT' as const, categoryId: categoryId('Товары'), ...product }));
  const items: DemoItem[] = [...equipment, ...attachments, ...services, ...materials, ...products];
  const formServices = texts.FORM_SERVICE_PRICES.flatMap(([code, unit, price, category], at) => {
    const id = formServiceIds[at];
    const name = SERVICES[at]?.[0];
    return id && name ? [{ id, code, name, unit, price, taxPercent: texts.TAX_PERCENT, categoryId: categoryId(category) }] : [];
  });
  const raisedAt = new Date(now.getTime() - RAISED_DAYS_AGO * DAY);
  return {
    categories,
    items,
    formServices,
    prices: [
      ...items.flatMap((item) => priceHistory(item, { from: createdAt, raisedAt, byId: makerId })),
      ...formServices.map(({ id, price, taxPercent }) => ({ organizationId, itemId: id, price, taxPercent, validFrom: createdAt, byId: makerId })),
    ],
  };
}

const MATERIAL_CATEGORIES = { SOIL: 'Грунты и щебень', TOOL: 'Инструмент и расходники', OTHER: 'Прочее' } as const;

function categoryTree(organizationId: string, createdAt: Date) {
  return texts.CATEGORIES.flatMap(([name, branches], position) => {
    const id = uuidAt(createdAt);
    const of = (title: string, at: number, parentId: string | null) => ({ id: parentId ? uuidAt(createdAt) : id, organizationId, parentId, name: title, position: at, createdAt, updatedAt: createdAt });
    return [of(name, position, null), ...branches.map((branch, at) => of(branch, at, id))];
  });
}

/** Machines were dearer by a little since the raise; nothing else changed. */
function priceHistory(item: DemoItem, { from, raisedAt, byId }: { from: Date; raisedAt: Date; byId: string | null }): Prisma.CatalogPriceCreateManyInput[] {
  const { organizationId, id: itemId, price, costPrice, hourlyRate, shiftRate, taxPercent = '0' } = item;
  const current = { organizationId, itemId, price: price ?? null, costPrice: costPrice ?? null, hourlyRate: hourlyRate ?? null, shiftRate: shiftRate ?? null, taxPercent, byId };
  if (item.kind !== 'EQUIPMENT') return [{ ...current, validFrom: from }];
  return [{ ...current, hourlyRate: rateBefore(hourlyRate), shiftRate: rateBefore(shiftRate), validFrom: from }, { ...current, validFrom: raisedAt }];
}

const rateBefore = (rate: unknown) => String(Math.round((Number(rate) * BEFORE_RAISE) / 100) * 100);

/** What a rate of a machine was at a moment. */
export function rateAt(rate: unknown, at: Date, now: Date): string {
  return now.getTime() - at.getTime() > RAISED_DAYS_AGO * DAY ? rateBefore(rate) : String(rate);
}

export interface DemoMaintenance {
  plans: Prisma.MaintenancePlanCreateManyInput[];
  records: (Prisma.MaintenanceRecordCreateManyInput & { id: string })[];
  bookings: Prisma.BookingCreateManyInput[];
  expenses: Prisma.ExpenseCreateManyInput[];
}

/** Care of the machines through the year, what it cost, and what is due next. Takes its times in the agenda. */
export function demoMaintenance(machines: readonly DemoItem[], { organizationId, makerId, random, now, agenda }: DemoCatalogOptions): DemoMaintenance {
  const made: DemoMaintenance = { plans: [], records: [], bookings: [], expenses: [] };
  machines.forEach((machine, at) => {
    const meter = Number(machine.meterHours ?? 0);
    for (const { title, everyHours, everyDays, cost, hours } of texts.MAINTENANCE) {
      const planId = uuidAt(machine.createdAt as Date);
      // the last but one and the last time, so that what is due next lies around now
      const sinceLast = everyDays ? 120 + ((at * 17) % 75) : 40 + ((at * 13) % 60);
      const done = [sinceLast + (everyDays ?? 110), sinceLast].map((days) => dayBefore(now, days));
      const lastHours = (meter - 30 - ((at * 37) % 210)).toFixed(1);
      made.plans.push({
        id: planId, organizationId, itemId: machine.id, title, everyDays, everyHours, lastDay: done[1]!, lastHours,
        nextDay: everyDays ? new Date(done[1]!.getTime() + everyDays * DAY) : null, nextHours: everyHours ? (Number(lastHours) + Number(everyHours)).toFixed(1) : null,
      });
      for (const [index, day] of done.entries()) {
        addRecord(machine, { planId, title, doneDay: day, hours, cost: `${random.int(cost[0], cost[1])}.00`, meterHours: index === 1 ? lastHours : (Number(lastHours) - 250).toFixed(1) });
      }
    }
    if (at % 3 === 0) addRecord(machine, { planId: null, title: random.pick<string>(texts.REPAIRS), doneDay: dayBefore(now, random.int(50, 300)), hours: 30, cost: `${random.int(18, 95)}500.00`, meterHours: null });
  });
  const coming = machines[1];
  if (coming) addRecord(coming, { planId: null, title: 'Замена гусеничных лент', doneDay: null, hours: 9, cost: null, meterHours: null, startsAt: dayBefore(now, -9) });
  return made;

  function addRecord(machine: DemoItem, { doneDay, hours, cost, ...record }: { planId: string | null; title: string; doneDay: Date | null; hours: number; cost: string | null; meterHours: string | null; startsAt?: Date }) {
    // five in the morning of the world's clock is eight in Moscow
    const startsAt = new Date((doneDay ?? record.startsAt ?? now).getTime() + 5 * HOUR);
    const endsAt = new Date(startsAt.getTime() + hours * HOUR);
    if (!agenda.isFree([machine.id], { from: startsAt, to: endsAt })) return;
    agenda.take([machine.id], { from: startsAt, to: endsAt });
    const id = uuidAt(startsAt < now ? startsAt : now);
    const createdAt = startsAt < now ? startsAt : now;
    made.records.push({ id, organizationId, itemId: machine.id, ...record, startsAt, endsAt, doneDay, cost, createdById: makerId, createdAt, updatedAt: createdAt });
    made.bookings.push({ organizationId, kind: 'MAINTENANCE', itemId: machine.id, maintenanceId: id, startsAt, endsAt, blockedFrom: startsAt, blockedTo: endsAt });
    if (cost && doneDay) {
      made.expenses.push({ organizationId, kind: 'REPAIR', amount: cost, currency: 'RUB', day: doneDay, note: record.title, itemId: machine.id, maintenanceId: id, sourceKey: `maintenance:${id}`, createdById: makerId, createdAt, updatedAt: createdAt });
    }
  }
}

function dayBefore(now: Date, days: number): Date {
  return new Date(`${new Date(now.getTime() - days * DAY).toISOString().slice(0, 10)}T00:00:00Z`);
}
