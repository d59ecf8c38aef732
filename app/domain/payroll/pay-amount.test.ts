import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { payAmount, payFor } from './pay-amount';

describe('payFor', () => {
  it.each([
    ['HOURLY', '450', { hours: '8.5', subtotal: '0' }, { quantity: '8.50', amount: '3825.00' }],
    ['HOURLY', '333.3333', { hours: '3', subtotal: '0' }, { quantity: '3.00', amount: '1000.00' }],
    ['HOURLY', '450', { hours: null, subtotal: '90000' }, null],
    ['HOURLY', '450', { hours: '0', subtotal: '90000' }, null],
    ['FIXED', '5000', { hours: null, subtotal: '0' }, { quantity: '1.00', amount: '5000.00' }],
    ['FIXED', '0', { hours: '8', subtotal: '100' }, null],
    ['PERCENT', '12.5', { hours: '8', subtotal: '90000.10' }, { quantity: '90000.10', amount: '11250.01' }],
    ['PERCENT', '10', { hours: null, subtotal: '0.05' }, { quantity: '0.05', amount: '0.01' }],
    ['PERCENT', '10', { hours: null, subtotal: '0.04' }, null],
  ] as const)('%s at %s of %j is %j', (kind, rate, work, pay) => {
    expect(payFor({ kind, rate }, work)).toEqual(pay);
  });

  it('of a percentage is never more than the sum', () => {
    const cents = fc.integer({ min: 0, max: 1_000_000_000 }).map((value) => (value / 100).toFixed(2));
    fc.assert(fc.property(cents, fc.integer({ min: 0, max: 100 }), (sum, percent) => {
      expect(payAmount({ kind: 'PERCENT', rate: String(percent) }, sum).lessThanOrEqualTo(sum)).toBe(true);
    }));
  });
});
