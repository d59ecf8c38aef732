import { describe, expect, it } from 'vitest';
import { sayPrices, sayUnitPrice } from './say-price';

const plain = (text: string) => text.replace(/[\u00A0\u202F]/g, ' ');

describe('sayUnitPrice', () => {
  it.each([
    ['450', 'ru', '450 ₽'],
    ['3.35', 'ru', '3,35 ₽'],
    ['0.335', 'ru', '0,335 ₽'],
    ['25000', 'en', '₽25,000'],
    ['3.5', 'en', '₽3.50'],
  ])('%s in %s: %s', (price, language, said) => {
    expect(plain(sayUnitPrice(price, 'RUB', language))).toBe(said);
  });
});

describe('sayPrices', () => {
  it('says both rates of a machine, with one sign for the currency everywhere', () => {
    const machine = { kind: 'EQUIPMENT' as const, unit: '', price: null, hourlyRate: '3300', shiftRate: '25000' };
    expect(plain(sayPrices(machine, { currency: 'RUB', language: 'en', words: { shift: 'shift', hour: 'h' } }))).toBe('₽25,000/shift · ₽3,300/h');
  });
});
