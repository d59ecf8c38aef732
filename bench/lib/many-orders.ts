import { pool } from '../../app/platform/db.server';

interface Place {
  organizationId: string;
  /** Who manages, makes and carries out the orders, in turn. */
  userIds: readonly string[];
}

const MACHINES = 12;

/** Machines and services, for the lines of orders. */
async function fillCatalog({ organizationId }: Place): Promise<void> {
  await pool.query({
    text: `
INSERT INTO "CatalogItem" ("id", "organizationId", "kind", "code", "name", "unit", "price", "shiftRate", "hourlyRate", "position", "updatedAt")
SELECT gen_random_uuid(), $1::uuid, (CASE WHEN n <= $2::int THEN 'EQUIPMENT' ELSE 'SERVICE' END)::"CatalogKind", 'B-' || n, CASE WHEN n <= $2::int THEN 'Экскаватор ' || n ELSE 'Работа ' || n END, 'смена',
  CASE WHEN n > $2::int THEN 1500 END, CASE WHEN n <= $2::int THEN 20000 END, CASE WHEN n <= $2::int THEN 2500 END, n, now() FROM generate_series(1, 2 * $2::int) n`,
    values: [organizationId, MACHINES],
  });
}

/**
 * Orders of two years, nine tenths of them completed, each with a machine, a service, an operator, a payment, fuel and pay.
 * Contacts must be there. The same for the same count.
 */
export async function fillOrders(place: Place, count: number): Promise<void> {
  const { organizationId, userIds } = place;
  await fillCatalog(place);
  const snapshot = '{"version":1}';
  await pool.query({
    text: `
WITH contacts AS (SELECT "id", row_number() OVER (ORDER BY "createdAt", "id") - 1 AS at FROM "Contact" WHERE "organizationId" = $1::uuid),
items AS (SELECT "kind", array_agg("id" ORDER BY "position") AS ids FROM "CatalogItem" WHERE "organizationId" = $1::uuid AND "code" LIKE 'B-%' GROUP BY 1),
rows AS (
  SELECT gen_random_uuid() AS id, n, now() - n * interval '2 years' / $3::int AS made, 20000 + n::bigint * 7919 % 180000 AS net,
    CASE WHEN n % 20 = 0 THEN 'APPROVED' WHEN n % 20 = 1 THEN 'CANCELLED' ELSE 'COMPLETED' END AS state,
    ($2::uuid[])[1 + n % cardinality($2::uuid[])] AS person, ($2::uuid[])[1 + n / 7 % cardinality($2::uuid[])] AS driver
  FROM generate_series(1, $3::int) n),
orders AS (
  INSERT INTO "Order" ("id", "organizationId", "number", "state", "contactId", "address", "plannedStart", "plannedEnd", "actualStart", "actualEnd", "description", "managerId", "createdById", "currency",
    "subtotal", "tax", "total", "paid", "cancelReason", "approvedSnapshot", "completedSnapshot", "stateChangedAt", "createdAt", "updatedAt")
  SELECT r.id, $1::uuid, '2026-' || lpad(n::text, 6, '0'), state::"OrderState", c."id", 'ул. Складочная, ' || n % 90, made, made + interval '9 hours',
    CASE WHEN state = 'COMPLETED' THEN made END, CASE WHEN state = 'COMPLETED' THEN made + interval '9 hours' END, 'Траншея под кабель, участок ' || n % 5000, person, person, CASE WHEN n % 50 = 0 THEN 'EUR' ELSE 'RUB' END,
    net, net * 0.2, net * 1.2, CASE WHEN n % 15 = 0 THEN 0 ELSE net * 1.2 END, CASE WHEN state = 'CANCELLED' THEN 'Перенос' END, CASE WHEN state <> 'CANCELLED' THEN $4::jsonb END, CASE WHEN state = 'COMPLETED' THEN $4::jsonb END, made, made - interval '3 days', made
  FROM rows r JOIN contacts c ON c.at = r.n::bigint * 11 % (SELECT count(*) FROM contacts)),
lines AS (
  INSERT INTO "OrderLine" ("id", "organizationId", "orderId", "position", "kind", "itemId", "name", "shifts", "shiftRate", "hours", "hourlyRate", "quantity", "unitPrice", "gross", "net", "tax", "total", "fuelLitres")
  SELECT gen_random_uuid(), $1::uuid, r.id, at, i."kind", i.ids[1 + (r.n + at) % $5::int], 'Позиция', CASE at WHEN 0 THEN 1 END, CASE at WHEN 0 THEN net / 2 END, CASE at WHEN 0 THEN 0 END, CASE at WHEN 0 THEN 2500 END,
    CASE at WHEN 1 THEN 1 END, CASE at WHEN 1 THEN net / 2 END, net / 2, net / 2, net * 0.1, net * 0.6, CASE at WHEN 0 THEN 90 END
  FROM rows r, generate_series(0, 1) AS p(at), items i WHERE i."kind" = (CASE at WHEN 0 THEN 'EQUIPMENT' ELSE 'SERVICE' END)::"CatalogKind"),
operators AS (INSERT INTO "OrderOperator" ("organizationId", "orderId", "userId", "payKind", "payRate", "hours") SELECT $1::uuid, id, driver, 'HOURLY', 600, 9 FROM rows),
payments AS (
  INSERT INTO "Payment" ("id", "organizationId", "orderId", "kind", "method", "amount", "currency", "day", "updatedAt")
  SELECT gen_random_uuid(), $1::uuid, id, 'RECEIVED', 'TRANSFER', net * 1.2, CASE WHEN n % 50 = 0 THEN 'EUR' ELSE 'RUB' END, made::date, made FROM rows WHERE n % 15 <> 0),
expenses AS (
  INSERT INTO "Expense" ("id", "organizationId", "orderId", "itemId", "kind", "amount", "currency", "day", "updatedAt")
  SELECT gen_random_uuid(), $1::uuid, r.id, i.ids[1 + r.n % $5::int], (ARRAY['FUEL','FUEL','FUEL','REPAIR','OTHER'])[1 + r.n % 5]::"ExpenseKind", 4000 + r.n % 5000, CASE WHEN r.n % 50 = 0 THEN 'EUR' ELSE 'RUB' END, made::date, made
  FROM rows r JOIN items i ON i."kind" = 'EQUIPMENT')
INSERT INTO "PayrollRow" ("id", "organizationId", "userId", "orderId", "kind", "quantity", "rate", "amount", "currency", "day", "updatedAt")
SELECT gen_random_uuid(), $1::uuid, driver, id, 'HOURLY', 9, 600, 5400, CASE WHEN n % 50 = 0 THEN 'EUR' ELSE 'RUB' END, made::date, made FROM rows WHERE state = 'COMPLETED'`,
    values: [organizationId, userIds, count, snapshot, MACHINES],
  });
  await fillBookings(organizationId, count);
}

/** Each machine one order after the other through the two years. */
async function fillBookings(organizationId: string, count: number): Promise<void> {
  await pool.query({
    text: `
INSERT INTO "Booking" ("id", "organizationId", "kind", "itemId", "orderId", "startsAt", "endsAt", "blockedFrom", "blockedTo")
SELECT gen_random_uuid(), $1::uuid, 'ORDER', "itemId", "orderId", "from", "from" + step, "from", "from" + step
FROM (
  SELECT l."itemId", l."orderId", now() - row_number() OVER (PARTITION BY l."itemId" ORDER BY l."orderId") * least(interval '9 hours', interval '2 years' * $3::int / $2::int) AS "from", least(interval '9 hours', interval '2 years' * $3::int / $2::int) / 2 AS step
  FROM "OrderLine" l WHERE l."organizationId" = $1::uuid AND l."kind" = 'EQUIPMENT') AS times`,
    values: [organizationId, count, MACHINES],
  });
}
