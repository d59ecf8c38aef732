import { describe, expect, it } from 'vitest';
import { orderSchema, parseLocalTime } from './order.schema';

const userId = '0198d2a4-7c1e-7e55-8a5c-0123456789ab';
const read = (operator: { payKind?: string; payRate?: string }) => orderSchema({ timeZone: 'Europe/Moscow' }).safeParse({ operators: [{ userId, ...operator }] });

describe('how somebody is paid for an order', () => {
  it.each([
    [{ payKind: 'HOURLY' }, 'errors.required'],
    [{ payKind: 'FIXED', payRate: ' ' }, 'errors.required'],
    [{ payKind: 'PERCENT', payRate: '100,5' }, 'errors.percent'],
  ])('%j: %s', (operator, message) => {
    expect(read(operator).error?.issues).toMatchObject([{ path: ['operators', 0, 'payRate'], message }]);
  });

  it.each([{}, { payKind: 'PERCENT', payRate: '100' }, { payKind: 'HOURLY', payRate: '500' }])('%j is complete', (operator) => {
    expect(read(operator).success).toBe(true);
  });
});

describe('the planned time', () => {
  it.each([
    ['2026-11-21T08:30', '2026-11-21T05:30:00.000Z'],
    ['2026-11-21T08:30:15.000Z', '2026-11-21T08:30:15.000Z'],
    ['', null],
    ['2026-13-21T08:30:00Z', undefined],
    ['2026-11-21T28:30:00Z', undefined],
    ['tomorrow', undefined],
  ])('%s', (text, moment) => {
    const at = parseLocalTime(text, 'Europe/Moscow');
    expect(at instanceof Date ? at.toISOString() : at).toBe(moment);
  });
});
