import { z } from '@hono/zod-openapi';
import type { ApiCaller } from '~/domain/accounts/programs/api-caller.server';
import type { Need } from '~/domain/accounts/need';
import { payTable } from '~/domain/exports/money-tables.server';
import { LEDGER_ORDERS } from '~/domain/money/ledger-list.server';
import { exportPay, listPay, payViewer, sumPay, type PayRow } from '~/domain/payroll/list-pay.server';
import { PAY_KINDS } from '~/domain/payroll/pay-amount';
import { changePayRow, createPayRow, deletePayRow, restorePayRow } from '~/domain/payroll/pay-commands.server';
import { parsePayFilter } from '~/domain/payroll/pay-filter';
import { findPayRow, findShownPay } from '~/domain/payroll/pay-record.server';
import { PAYROLL_STATES } from '~/domain/payroll/pay-states';
import { paySchema } from '~/domain/payroll/pay.schema';
import { columnDay } from '~/domain/periods/day-column';
import { exportQuery, exportSpec, sendTable } from '../ground/export-file';
import { acceptMoney, ledgerFilters, ledgerSort, moneyActor, moneyFacts, moneyWords, orderNumber, totalsOf } from './ledger';
import { answer, done, staffOperation, type Operation } from '../ground/operation';
import { pageAnswer, pageOf, pageQuery, readPlace } from '../ground/paging';
import { ApiProblem } from '../ground/problem';
import { readInput } from '../ground/read-input';
import { created, currency, id, moment } from '../ground/schemas';

export const PAYROLL_TAG = 'Payroll';
const params = z.object({ payrollRowId: id });
export const payNeeds = {
  read: { resource: 'payroll', action: 'read' },
  create: { resource: 'payroll', action: 'create' },
  update: { resource: 'payroll', action: 'update' },
  delete: { resource: 'payroll', action: 'delete' },
} as const satisfies Record<string, Need>;

const kind = z.enum(PAY_KINDS);
const state = z.enum(PAYROLL_STATES);
const quantity = z.string().regex(/^\d{1,14}(\.\d{1,2})?$/).nullable().openapi({ description: 'Hours, or the sum that the percentage is of; of a fixed sum nothing. Of a percentage null to those who see only the own pay', example: '8' });
const rate = z.string().regex(/^\d{1,12}(\.\d{1,4})?$/).openapi({ description: 'Money per hour, the fixed sum, or percent', example: '700' });
const facts = { userId: id, orderId: id.nullable().openapi({ example: null }), kind, quantity, rate, day: moneyFacts.day, note: moneyFacts.note };
const row = z.object({ id, ...facts, personName: z.string(), orderNumber: orderNumber.nullable(), state, amount: moneyFacts.amount, currency, paidAt: moment.nullable(), version: z.int() }).openapi('PayRow');
const pay = row.extend({ approvedAt: moment.nullable(), approvedById: id.nullable(), paidById: id.nullable() }).openapi('Pay');
const change = z.strictObject(facts).partial();
const input = change.required({ userId: true, kind: true, rate: true, day: true });
/** Filters of the list, its sums, its file, and of what is approved or paid at once. */
export const payFilters = { ...ledgerFilters, kind: kind.optional(), state: state.optional().openapi({ example: undefined }), person: id.optional().openapi({ example: undefined }) };
const closed = 'It is approved or paid, or the books of that day are closed';

function showRow({ day, amount, quantity: count, rate: per, ...rest }: PayRow): z.output<typeof row> {
  return { ...rest, day: columnDay(day), amount: amount.toFixed(2), quantity: count?.toFixed(2) ?? null, rate: per.toFixed() };
}

async function read(caller: ApiCaller, payrollRowId: string, now: Date) {
  const found = await findShownPay(caller.db, payViewer(caller, now), payrollRowId);
  if (!found) throw new ApiProblem('not-found');
  const { isDeleted: _deleted, ...shown } = found;
  return answer(shown, { version: shown.version });
}

export const payrollOperations: Operation[] = [
  staffOperation(payNeeds.read, { id: 'payroll.list', method: 'get', path: '/payroll', tag: PAYROLL_TAG, summary: 'List pay', description: 'Operators see their own.', query: z.strictObject({ ...pageQuery, ...payFilters, ...ledgerSort }), answer: pageOf(row, 'Pay') }, async ({ caller, query: { limit }, search, request, now }) => {
    const filter = parsePayFilter(search);
    const place = readPlace<PayRow>(search, LEDGER_ORDERS[filter.sort]);
    return pageAnswer(request, await listPay(caller.db, { viewer: payViewer(caller, now), filter, limit, ...place }), place, showRow);
  }),
  staffOperation(payNeeds.read, { id: 'payroll.totals', method: 'get', path: '/payroll/totals', tag: PAYROLL_TAG, summary: 'What the pay of a filter comes to', query: z.strictObject(payFilters), answer: totalsOf(state, 'Pay') }, async ({ caller, search, now }) =>
    answer({ sums: await sumPay(caller.db, { viewer: payViewer(caller, now), filter: parsePayFilter(search) }) }),
  ),
  staffOperation(
    payNeeds.read,
    { ...exportSpec, id: 'payroll.export', path: '/payroll/export', tag: PAYROLL_TAG, summary: 'The pay of a filter as a file', query: z.strictObject({ ...exportQuery, ...payFilters, ...ledgerSort }) },
    async ({ caller, query: { format }, search, request, now }) => {
      const rows = exportPay(caller.db, { viewer: payViewer(caller, now), filter: parsePayFilter(search) });
      return sendTable(payTable(rows, await moneyWords(caller, request, { list: 'payroll', now })), format, request);
    },
  ),
  staffOperation(
    payNeeds.create,
    { id: 'payroll.create', method: 'post', path: '/payroll', tag: PAYROLL_TAG, summary: 'Write down pay by hand', description: 'It waits for approval. The amount follows from quantity and rate.', body: input.openapi('PayInput'), answer: created, status: 201, conflict: closed, does: ['/money/payroll/new'] },
    async ({ caller, body, now }) => {
      const made = acceptMoney(await createPayRow(moneyActor(caller), readInput(paySchema, body, 'money'), now));
      return answer({ id: made.id }, { location: `/payroll/${made.id}` });
    },
  ),
  staffOperation(payNeeds.read, { id: 'payroll.read', method: 'get', path: '/payroll/{payrollRowId}', tag: PAYROLL_TAG, summary: 'Read a row of pay', params, answer: pay }, ({ caller, params: { payrollRowId }, now }) => read(caller, payrollRowId, now)),
  staffOperation(
    payNeeds.update,
    { id: 'payroll.update', method: 'patch', path: '/payroll/{payrollRowId}', tag: PAYROLL_TAG, summary: 'Change pending pay', params, body: change.openapi('PayChange'), answer: pay, needsVersion: true, conflict: closed, does: ['/money/payroll/:payroll'] },
    async ({ caller, params: { payrollRowId }, body, version, now }) => {
      const known = await findPayRow(caller.db, caller.org.id, payrollRowId);
      if (!known || known.isDeleted) throw new ApiProblem('not-found');
      acceptMoney(await changePayRow(moneyActor(caller), { id: payrollRowId, version, input: readInput(paySchema, { ...known, ...body }, 'money') }, now));
      return read(caller, payrollRowId, now);
    },
  ),
  staffOperation(payNeeds.delete, { id: 'payroll.delete', method: 'delete', path: '/payroll/{payrollRowId}', tag: PAYROLL_TAG, summary: 'Take pending pay out of the ledger', params, conflict: closed, does: ['/money/payroll/:payroll delete'] }, async ({ caller, params: { payrollRowId }, now }) => {
    acceptMoney(await deletePayRow(moneyActor(caller), payrollRowId, now));
    return done();
  }),
  staffOperation(payNeeds.delete, { id: 'payroll.restore', method: 'post', path: '/payroll/{payrollRowId}/restore', tag: PAYROLL_TAG, summary: 'Bring deleted pay back', params, conflict: closed, does: ['/money/payroll restore'] }, async ({ caller, params: { payrollRowId }, now }) => {
    acceptMoney(await restorePayRow(moneyActor(caller), payrollRowId, now));
    return done();
  }),
];
