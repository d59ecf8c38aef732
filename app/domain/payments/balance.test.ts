import { describe, expect, it } from 'vitest';
import { balanceOf, takesPayment } from './balance';

describe('balanceOf', () => {
  it.each([
    ['CREATED', '100000.00', '0.00', '30000.00', { kind: 'due', amount: '100000.00', prepaymentDue: '30000.00' }],
    ['APPROVED', '100000.00', '30000.00', '30000.00', { kind: 'due', amount: '70000.00', prepaymentDue: null }],
    ['APPROVED', '100000.00', '10000.50', '30000.00', { kind: 'due', amount: '89999.50', prepaymentDue: '19999.50' }],
    ['IN_PROGRESS', '20000.00', '0.00', '30000.00', { kind: 'due', amount: '20000.00', prepaymentDue: '20000.00' }],
    ['COMPLETED', '100000.00', '100000.00', null, { kind: 'settled', amount: '0.00', prepaymentDue: null }],
    ['COMPLETED', '100000.00', '100000.01', null, { kind: 'over', amount: '0.01', prepaymentDue: null }],
    ['DRAFT', '0.00', '0.00', null, { kind: 'nothing', amount: '0.00', prepaymentDue: null }],
    ['CANCELLED', '100000.00', '30000.00', '30000.00', { kind: 'return', amount: '30000.00', prepaymentDue: null }],
    ['CANCELLED', '100000.00', '0.00', '30000.00', { kind: 'nothing', amount: '0.00', prepaymentDue: null }],
  ] as const)('%s of %s, paid %s, prepayment %s', (state, total, paid, prepayment, balance) => {
    expect(balanceOf({ state, total, paid, prepayment })).toEqual(balance);
  });
});

describe('takesPayment', () => {
  it.each([
    ['DRAFT', false, false],
    ['CREATED', true, true],
    ['APPROVED', true, true],
    ['IN_PROGRESS', true, true],
    ['COMPLETED', true, true],
    ['CANCELLED', false, true],
  ] as const)('%s: received %s, refunded %s', (state, received, refunded) => {
    expect(takesPayment(state, 'RECEIVED')).toBe(received);
    expect(takesPayment(state, 'REFUNDED')).toBe(refunded);
  });
});
