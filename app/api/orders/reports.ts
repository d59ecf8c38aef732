import { z } from '@hono/zod-openapi';
import { CatalogKind } from '~/generated/prisma/enums';
import { EXPENSE_KINDS } from '~/domain/expenses/expense-input';
import { PAY_KINDS } from '~/domain/payroll/pay-amount';
import { PAYROLL_STATES } from '~/domain/payroll/pay-states';
import { daysOfPeriod, RECORD_PERIODS } from '~/domain/periods/period';
import { AGES } from '~/domain/reports/ageing';
import { clientFigures } from '~/domain/reports/clients.server';
import { payByState } from '~/domain/reports/costs.server';
import { employeeFigures } from '~/domain/reports/employee-figures.server';
import { equipmentFigures } from '~/domain/reports/equipment-figures.server';
import { monthFigures } from '~/domain/reports/month-results.server';
import { payLines } from '~/domain/reports/pay-of-person.server';
import { answerWithReport, REPORT_FORMATS } from '~/domain/reports/report-file.server';
import type { ReportName } from '~/domain/reports/report-filter';
import { readReportRequest, type ReportAsked } from '~/domain/reports/report-request.server';
import { revenueByKind } from '~/domain/reports/revenue.server';
import { spanFigures } from '~/domain/reports/summary.server';
import { getFixedT, getLanguage } from '~/platform/i18n.server';
import { exportSpec } from '../ground/export-file';
import { answer, staffOperation, type Operation } from '../ground/operation';
import { pageQuery } from '../ground/paging';
import { periodQuery } from '../ground/period-query';
import { conflict } from '../ground/problem';
import { currency, day, decimal, id, money } from '../ground/schemas';

const TAG = 'Reports';
/** The rest is in the files. */
const PAY_ROWS = 500;

const span = { ...periodQuery, period: z.enum([...RECORD_PERIODS, 'all']).optional().openapi({ description: 'The quarter when nothing is said', example: 'month' }) };
const filters = {
  ...span,
  contact: id.optional(),
  item: id.optional().openapi({ description: 'A machine or a service' }),
  operator: id.optional(),
  manager: id.optional(),
  currency: currency.optional().openapi({ description: "The organisation's own when nothing is said; currencies are never mixed" }),
};
const payFilters = { ...span, currency: filters.currency, operator: id.optional().openapi({ description: 'Whose pay; without a word that of who was paid last, of an operator always the own' }) };

const basis = { from: day.nullable(), to: day.nullable(), currency };
const basisOf = ({ filter, today }: ReportAsked) => ({ ...daysOfPeriod(filter.period, today), currency: filter.currency });
const share = z.string().nullable().openapi({ description: 'Booked time as a share of the available, 0 to 1', example: '0.42' });
const whole = <K extends string>(keys: readonly K[]) => z.union([z.object({ amount: money, parts: z.array(z.object({ key: z.enum(keys), count: z.int(), amount: money })) }), z.null()]);

const summary = z
  .object({
    ...basis,
    revenue: z.object({ orders: z.int(), total: money, tax: money, lateDiscount: money }).openapi({ description: 'Of orders by the local day of their actual end' }),
    revenueByKind: z.array(z.object({ kind: z.enum(CatalogKind), lines: z.int(), total: money })).openapi({ description: 'They add up to the total and the late discount' }),
    expenses: whole(EXPENSE_KINDS).openapi({ description: 'By their day; null for whom it is not' }),
    pay: whole(PAYROLL_STATES),
    payments: whole(['RECEIVED', 'REFUNDED']),
    margin: money.nullable().openapi({ description: 'revenue - expenses - pay' }),
    months: z.array(z.object({ month: day, orders: z.int(), revenue: money, costs: money.nullable(), margin: money.nullable() })),
  })
  .openapi('ReportSummary');
const worked = { shifts: decimal, hours: decimal, revenue: money, litres: decimal, fuel: money.nullable(), repair: money.nullable(), utilisation: share };
const equipment = z
  .object({ ...basis, machines: z.array(z.object({ itemId: id, name: z.string(), code: z.string(), orders: z.int(), ...worked })), total: z.object(worked) })
  .openapi('ReportEquipment');
const employees = z
  .object({
    ...basis,
    operators: z.array(z.object({ userId: id, name: z.string(), orders: z.int(), hours: decimal, revenue: money, pay: money.nullable() })).openapi({ description: 'An order of two people stands at both' }),
    managers: z.array(z.object({ userId: id.nullable(), name: z.string().nullable(), orders: z.int(), revenue: money })),
    total: z.object({ orders: z.int(), revenue: money }),
  })
  .openapi('ReportEmployees');
const clientSums = { orders: z.int(), revenue: money, due: money.openapi({ description: 'Not of the period: what is owed now' }), ages: z.object(Object.fromEntries(AGES.map((age) => [age, money])) as Record<(typeof AGES)[number], typeof money>) };
const clients = z
  .object({ ...basis, clients: z.array(z.object({ contactId: id, name: z.string(), ...clientSums })), total: z.object({ clients: z.int(), ...clientSums }) })
  .openapi('ReportClients');
const pay = z
  .object({
    ...basis,
    userId: id.nullable(),
    amount: money,
    states: z.array(z.object({ key: z.enum(PAYROLL_STATES), count: z.int(), amount: money })),
    rows: z.array(z.object({ id, day, kind: z.enum(PAY_KINDS), state: z.enum(PAYROLL_STATES), orderId: id.nullable(), orderNumber: z.string().nullable(), quantity: decimal, rate: decimal, amount: money, note: z.string().nullable() })),
  })
  .openapi('ReportPay', { description: `The latest ${PAY_ROWS} rows; states count all` });

const figures = { resource: 'analytics', action: 'read', also: { resource: 'orders', action: 'read' } } as const;
const earnings = { resource: 'payroll', action: 'read' } as const;

/** A report as a table or on paper: the same figures as the page. */
function reportFile(name: ReportName, operationId: string): Operation {
  const query = z.strictObject({ ...(name === 'pay' ? payFilters : filters), format: z.enum(REPORT_FORMATS).optional() });
  return staffOperation(
    name === 'pay' ? earnings : figures,
    { ...exportSpec, id: operationId, path: `/reports/${name}/export`, tag: TAG, summary: `The report “${name}” as a file`, description: 'In the language of Accept-Language.', query, file: [...exportSpec.file, 'application/pdf'] },
    async ({ caller, query: { format }, search, request, now }) => {
      const [asked, t, language] = await Promise.all([readReportRequest(caller, name, search, now), getFixedT(request, 'reports'), getLanguage(request)]);
      const file = await answerWithReport({ ...asked, t, language, base: `/o/${caller.org.slug}` }, format ?? 'csv', request.signal);
      if (!file) throw conflict('tooLong', exportSpec.conflict);
      return file;
    },
  );
}

export const reportOperations: Operation[] = [
  staffOperation(figures, { id: 'reports.summary', method: 'get', path: '/reports/summary', tag: TAG, summary: 'What the work brought and cost', query: z.strictObject(filters), answer: summary }, async ({ caller, search, now }) => {
    const asked = await readReportRequest(caller, 'summary', search, now);
    const { viewer, filter } = asked;
    const [all, kinds, { months }] = await Promise.all([spanFigures(asked, filter.period), revenueByKind(caller.db, { viewer, filter, now }), monthFigures(asked)]);
    return answer({ ...basisOf(asked), ...all, revenueByKind: kinds, months });
  }),
  staffOperation(figures, { id: 'reports.equipment', method: 'get', path: '/reports/equipment', tag: TAG, summary: 'What each machine worked, brought and cost', query: z.strictObject(filters), answer: equipment }, async ({ caller, search, now }) => {
    const asked = await readReportRequest(caller, 'equipment', search, now);
    const { machines, total } = await equipmentFigures(asked);
    return answer({ ...basisOf(asked), machines, total });
  }),
  staffOperation(figures, { id: 'reports.employees', method: 'get', path: '/reports/employees', tag: TAG, summary: 'Who worked how much, and who manages what', query: z.strictObject(filters), answer: employees }, async ({ caller, search, now }) => {
    const asked = await readReportRequest(caller, 'employees', search, now);
    return answer({ ...basisOf(asked), ...(await employeeFigures(asked)) });
  }),
  staffOperation(
    figures,
    { id: 'reports.clients', method: 'get', path: '/reports/clients', tag: TAG, summary: 'What clients brought and owe', description: 'Those who brought the most first; all of them are in the file.', query: z.strictObject({ ...filters, limit: pageQuery.limit }), answer: clients },
    async ({ caller, query: { limit }, search, now }) => {
      const asked = await readReportRequest(caller, 'clients', search, now);
      return answer({ ...basisOf(asked), ...(await clientFigures(caller.db, asked, limit)) });
    },
  ),
  staffOperation(earnings, { id: 'reports.pay', method: 'get', path: '/reports/pay', tag: TAG, summary: 'What one person earned', query: z.strictObject(payFilters), answer: pay }, async ({ caller, search, now }) => {
    const asked = await readReportRequest(caller, 'pay', search, now);
    const [states, rows] = await Promise.all([payByState(caller.db, asked, asked.filter.period), payLines(caller.db, asked, PAY_ROWS)]);
    return answer({ ...basisOf(asked), userId: asked.filter.operatorId, amount: states.amount, states: states.parts, rows });
  }),
  reportFile('summary', 'reports.exportSummary'),
  reportFile('equipment', 'reports.exportEquipment'),
  reportFile('employees', 'reports.exportEmployees'),
  reportFile('clients', 'reports.exportClients'),
  reportFile('pay', 'reports.exportPay'),
];
