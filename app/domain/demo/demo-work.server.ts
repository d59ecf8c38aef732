import type { Prisma } from '~/generated/prisma/client';
import { writeOrders, type OrderRows } from '../../../prisma/order-factories';
import type { OperatorSpec } from '../../../prisma/order-specs';
import type { Random } from '../../../prisma/random';
import { createAgenda } from './demo-agenda';
import { demoCatalog, demoMaintenance, type DemoCatalog } from './demo-catalog';
import { MACHINES } from './demo-catalog-texts';
import type { DemoContact } from './demo-contacts';
import type { DemoDeal } from './demo-deals';
import { writeActivities } from './demo-crm.server';
import { demoOrderHistory } from './demo-order-history';
import { demoMoney } from './demo-order-money';
import { demoOrders } from './demo-orders';
import { DEMO_CLOCK, type DemoOrganization } from './demo-organizations.server';
import { demoRequisites } from './demo-requisites';

type Tx = Prisma.TransactionClient;

export interface DemoWorkSize {
  machines: number;
  orders: number;
}

export const DEMO_WORK: DemoWorkSize = { machines: MACHINES.length, orders: 200 };

interface Options {
  organization: DemoOrganization;
  size: DemoWorkSize;
  contacts: readonly DemoContact[];
  deals: readonly DemoDeal[];
  random: Random;
  now: Date;
}

/** The catalog, a year of orders with their money, and the care of the machines. After contacts and deals are written. */
export async function writeDemoWork(tx: Tx, { organization, size, contacts, deals, random, now }: Options): Promise<void> {
  const { organizationId, formServiceIds, userIds, people, operators } = organization;
  const owner = userIds.OWNER;
  if (!owner) throw new Error('an organisation has an owner');
  const managers = [userIds.MANAGER, userIds.SALES, userIds.ADMIN].filter((id) => id !== undefined);
  const agenda = createAgenda();
  const options = { organizationId, formServiceIds, makerId: owner, random, now, agenda, machines: size.machines };
  const catalog = demoCatalog(options);
  await writeCatalog(tx, organizationId, catalog);
  const care = demoMaintenance(catalog.items.filter(({ kind }) => kind === 'EQUIPMENT'), options);
  await tx.maintenancePlan.createMany({ data: care.plans });
  await tx.maintenanceRecord.createMany({ data: care.records });
  await tx.booking.createMany({ data: care.bookings });
  const items = [...catalog.items, ...catalog.formServices.map((service) => ({ ...service, organizationId, kind: 'SERVICE' as const }))];
  const drivers: OperatorSpec[] = operators.length > 0 ? operators : [{ userId: owner }];
  const orders = demoOrders({ organizationId, items, contacts, deals, managers: managers.length > 0 ? managers : [owner], operators: drivers, people, agenda, random, now, count: size.orders });
  const money = demoMoney(orders, { organizationId, timeZone: DEMO_CLOCK.timeZone, keeperId: owner, random, now });
  await writeOrders(tx, orders);
  await writeActivities(tx, orders.flatMap(demoOrderHistory));
  await tx.payment.createMany({ data: money.payments });
  await tx.expense.createMany({ data: [...care.expenses, ...money.expenses] });
  await tx.payrollRow.createMany({ data: money.payroll });
  await tx.numberSequence.createMany({ data: lastNumbers(organizationId, orders) });
}

/** What documents say of the company, and the tax of what it adds. */
export async function writeRequisites(tx: Tx, organizationId: string, facts: { name: string; phone: string | null; director: string; random: Random }): Promise<void> {
  await tx.organization.update({ where: { id: organizationId }, data: { requisites: demoRequisites(facts), defaultTaxPercent: '22' } });
}

async function writeCatalog(tx: Tx, organizationId: string, { categories, items, formServices, prices }: DemoCatalog): Promise<void> {
  await tx.catalogCategory.createMany({ data: categories });
  await tx.catalogItem.createMany({ data: items });
  await tx.$executeRaw`
    UPDATE "CatalogItem" i SET "code" = s."code", "unit" = s."unit", "price" = s."price", "taxPercent" = s."taxPercent", "categoryId" = s."categoryId"
    FROM json_to_recordset(${JSON.stringify(formServices)}::json) AS s("id" uuid, "code" text, "unit" text, "price" numeric, "taxPercent" numeric, "categoryId" uuid)
    WHERE i."organizationId" = ${organizationId}::uuid AND i."id" = s."id"`;
  await tx.catalogPrice.createMany({ data: prices });
}

/** Where the series of numbers goes on. */
function lastNumbers(organizationId: string, orders: readonly OrderRows[]): Prisma.NumberSequenceCreateManyInput[] {
  const last = new Map<number, number>();
  for (const { order } of orders) {
    const [year = 0, number = 0] = order.number.split('-').map(Number);
    last.set(year, Math.max(last.get(year) ?? 0, number));
  }
  return [...last].map(([year, number]) => ({ organizationId, kind: 'order', year, last: number }));
}
