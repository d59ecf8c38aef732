import { beforeAll, describe, expect, it } from 'vitest';
import { makeApiWorld, openApi, type ApiWorld, type TestApi } from '../../../test/api';

let api: TestApi;
let world: ApiWorld;
let manager: string;
let operator: string;

beforeAll(async () => {
  [api, world] = await Promise.all([openApi(), makeApiWorld()]);
  [manager, operator] = [world.people.MANAGER.token, world.people.OPERATOR.token];
});

async function make(operationId: string, request: object): Promise<string> {
  const { status, body } = await api.call<{ id: string }>(operationId, { as: manager, ...request });
  expect(status, operationId).toBe(201);
  return body.id;
}

/** The local day of the organisation's zone, so that the work ends in the period that is asked for. */
const NOW = new Date();
const ago = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000).toISOString();

it('an order goes from the first call to its money by programs alone', async () => {
  const contactId = await make('contacts.create', { body: { kind: 'COMPANY', name: 'ООО «Вектор»', phones: ['+7 916 222-33-44'], emails: ['client@example.com'] } });
  const dealId = await make('deals.create', { body: { title: 'Котлован', contactId, amount: '60000.00' } });
  const machineId = await make('catalog.create', { body: { kind: 'EQUIPMENT', name: 'Экскаватор', shiftRate: '20000', hourlyRate: '2500', taxPercent: '20' } });
  const body = {
    contactId, dealId, address: 'Тверь, Заводская, 3', plannedStart: ago(10), plannedEnd: ago(2), state: 'CREATED', managerId: world.people.MANAGER.id,
    lines: [{ itemId: machineId }], operators: [{ userId: world.people.OPERATOR.id, payKind: 'HOURLY', payRate: '600' }],
  };
  const orderId = await make('orders.create', { body });
  const params = { orderId };
  const version = async () => (await api.call<{ version: number }>('orders.read', { as: manager, params })).body.version;
  expect((await api.call('orders.move', { as: manager, params, version: await version(), body: { to: 'APPROVED' } })).body).toMatchObject({ state: 'APPROVED', sums: { total: '24000.00' } });

  const work = await api.call<{ items: { id: string }[] }>('orders.list', { as: operator });
  expect(work.body.items).toMatchObject([{ id: orderId, total: null }]);
  expect((await api.call('orders.start', { as: operator, params, version: await version(), body: { actualStart: ago(9) } })).body).toMatchObject({ state: 'IN_PROGRESS', sums: null });
  const { body: order } = await api.call<{ version: number; lines: { id: string }[] }>('orders.read', { as: operator, params });
  const completion = { actualEnd: ago(1), lines: [{ lineId: order.lines[0]?.id, shifts: '1', hours: '2', fuelLitres: '90', fuelCost: '5400.00' }], operators: [{ userId: world.people.OPERATOR.id, hours: '8' }] };
  const completed = await api.call('orders.complete', { as: manager, params, version: order.version, body: completion });
  expect(completed.body).toMatchObject({ wasDone: false, order: { state: 'COMPLETED', sums: { total: '30000.00', balance: '30000.00' } } });

  const act = await api.call<{ id: string; number: string }>('documents.issue', { as: manager, params, body: { kind: 'ACT' } });
  expect(act.status).toBe(201);
  const pdf = await api.call<Uint8Array>('documents.pdf', { as: manager, params: { ...params, documentId: act.body.id } });
  expect(pdf.headers.get('Content-Type')).toBe('application/pdf');
  await make('orders.pay', { params, body: { method: 'TRANSFER', amount: '30000.00' } });
  expect((await api.call('orders.read', { as: manager, params })).body).toMatchObject({ sums: { paid: '30000.00', balance: '0.00' } });

  const query = { period: '30d' };
  const summary = await api.call('reports.summary', { as: manager, query });
  expect(summary.body).toMatchObject({
    currency: 'RUB', revenue: { orders: 1, total: '30000.00', tax: '5000.00' }, expenses: { amount: '5400.00' }, pay: { amount: '4800.00' }, payments: { amount: '30000.00' }, margin: '19800.00',
  });
  expect(summary.body.revenueByKind).toContainEqual({ kind: 'EQUIPMENT', lines: 1, total: '30000.00' });
  const equipment = await api.call('reports.equipment', { as: manager, query });
  expect(equipment.body).toMatchObject({ machines: [{ itemId: machineId, orders: 1, shifts: '1.00', hours: '2.00', revenue: '30000.00', litres: '90.00', fuel: '5400.00' }], total: { revenue: '30000.00' } });
  const employees = await api.call('reports.employees', { as: manager, query });
  expect(employees.body).toMatchObject({ operators: [{ userId: world.people.OPERATOR.id, orders: 1, hours: '8.00', pay: '4800.00' }], managers: [{ userId: world.people.MANAGER.id, revenue: '30000.00' }], total: { orders: 1 } });
  const clients = await api.call('reports.clients', { as: manager, query });
  expect(clients.body).toMatchObject({ clients: [{ contactId, revenue: '30000.00', due: '0.00' }], total: { clients: 1, orders: 1 } });
});

describe('reports', () => {
  it('show an operator the own pay alone, whoever is asked for', async () => {
    const own = await api.call('reports.pay', { as: operator, query: { operator: world.people.MANAGER.id, period: '30d' } });
    expect(own.body).toMatchObject({ userId: world.people.OPERATOR.id, amount: '4800.00', rows: [{ kind: 'HOURLY', state: 'PENDING', amount: '4800.00' }] });
    const asked = await api.call('reports.pay', { as: manager, query: { operator: world.people.MANAGER.id } });
    expect(asked.body).toMatchObject({ userId: world.people.MANAGER.id, amount: '0.00', rows: [] });
  });

  it('show sales only what is theirs, without costs', async () => {
    const { body } = await api.call('reports.summary', { as: world.people.SALES.token, query: { period: '30d', manager: world.people.MANAGER.id } });
    expect(body).toMatchObject({ revenue: { orders: 0 }, expenses: null, pay: null, margin: null });
  });

  it.each([
    ['reports.exportSummary', 'csv', 'text/csv'],
    ['reports.exportEquipment', 'xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['reports.exportEmployees', 'csv', 'text/csv'],
    ['reports.exportClients', 'pdf', 'application/pdf'],
    ['reports.exportPay', 'pdf', 'application/pdf'],
  ])('%s gives a file as %s', async (operationId, format, type) => {
    const { status, headers, body } = await api.call<Uint8Array>(operationId, { as: manager, query: { format, period: '30d' }, headers: { 'Accept-Language': 'en' } });
    expect(status).toBe(200);
    expect(headers.get('Content-Type')).toContain(type);
    expect(body.byteLength).toBeGreaterThan(100);
    if (operationId === 'reports.exportSummary') expect(new TextDecoder().decode(body)).toContain('30000');
  });

  it('refuse what they do not know', async () => {
    const unknown: Record<string, string>[] = [{ period: 'decade' }, { from: '2026-02-30' }, { from: '0001-01-01' }, { colour: 'red' }];
    for (const query of unknown) expect((await api.call('reports.summary', { as: manager, query })).status).toBe(422);
    expect((await api.call('reports.exportSummary', { as: manager, query: { format: 'doc' } })).status).toBe(422);
  });
});
