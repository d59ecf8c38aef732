import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMoney, fitsMoney, MAX_MONEY, moneyText, shareOfMoney } from './money';
import { formatMoney, formatMoneyShort, groupMoneyText, parseMoney } from './money-text';
import { moneyField } from './money.schema';

const plainSpaces = (text: string) => text.replace(/\s/g, ' ');

describe('parseMoney', () => {
  it.each([
    ['1 500 000,50', '1500000.50'],
    ['1\u00a0500\u202f000,5', '1500000.50'],
    ['1,500,000.50', '1500000.50'],
    ['1.500.000,50', '1500000.50'],
    ["1'500'000.50", '1500000.50'],
    ['1500', '1500.00'],
    ['1500.5', '1500.50'],
    ['1.500', '1500.00'],
    ['12,345', '12345.00'],
    ['1,5', '1.50'],
    [',50', '0.50'],
    ['100,', '100.00'],
    ['0', '0.00'],
    ['007', '7.00'],
    ['1500 ₽', '1500.00'],
    ['1 500 руб.', '1500.00'],
    ['$1,500', '1500.00'],
    ['99999999999999,99', '99999999999999.99'],
    ['99 999 999 999 999', '99999999999999.00'],
  ])('%s → %s', (text, amount) => {
    expect(parseMoney(text)).toEqual({ ok: true, amount });
  });

  it.each([
    ['', 'empty'],
    ['  ', 'empty'],
    ['₽', 'empty'],
    ['-5', 'negative'],
    ['−1 500', 'negative'],
    ['100000000000000', 'tooLarge'],
    ['100 000 000 000 000,00', 'tooLarge'],
    ['1 5', 'invalid'],
    ['1 5000', 'invalid'],
    ['1500,505', 'invalid'],
    ['0,500', 'invalid'],
    ['1.500.00', 'invalid'],
    ['1,500,50', 'invalid'],
    ['5 тыс', 'invalid'],
    ['1e5', 'invalid'],
    ['NaN', 'invalid'],
    ['.', 'invalid'],
  ])('%s is refused: %s', (text, error) => {
    expect(parseMoney(text)).toEqual({ ok: false, error });
  });

  it('reads back what it writes, in every way of grouping', () => {
    const amounts = fc.tuple(fc.bigInt({ min: 0n, max: 99_999_999_999_999n }), fc.integer({ min: 0, max: 99 }));
    fc.assert(
      fc.property(amounts, fc.constantFrom([' ', ','], ['\u00a0', ','], [',', '.'], ['.', ','], ['', '.']), ([whole, cents], [group, decimal]) => {
        const grouped = String(whole).replace(/\B(?=(\d{3})+$)/g, group ?? '');
        const tail = String(cents).padStart(2, '0');
        expect(parseMoney(`${grouped}${decimal}${tail}`)).toEqual({ ok: true, amount: `${whole}.${tail}` });
      }),
    );
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parseMoney(text)));
  });
});

describe('groupMoneyText', () => {
  it.each([
    ['1500|', '1 500|'],
    ['1 5000|', '15 000|'],
    ['15|00000,5', '1 5|00 000,5'],
    ['|1500', '|1 500'],
    ['1500,|', '1 500,|'],
    ['1,500,|', '1,500,|'],
    ['5 тыс|', '5 тыс|'],
    ['|', '|'],
  ])('%s → %s', (before, after) => {
    const cursor = before.indexOf('|');
    const shown = groupMoneyText(before.replace('|', ''), cursor);
    expect(plainSpaces(`${shown.text.slice(0, shown.cursor)}|${shown.text.slice(shown.cursor)}`)).toBe(after);
  });

  it('keeps what parseMoney reads', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999 }), (amount) => {
        expect(parseMoney(groupMoneyText(String(amount), 0).text)).toEqual({ ok: true, amount: `${amount}.00` });
      }),
    );
  });
});

describe('formatMoney', () => {
  it.each([
    ['1500000.00', 'RUB', 'ru', '1 500 000 ₽'],
    ['1500.50', 'RUB', 'ru', '1 500,50 ₽'],
    ['1500.50', 'RUB', 'en', '₽1,500.50'],
    ['1500.00', 'USD', 'en', '$1,500'],
    ['99999999999999.99', 'RUB', 'ru', '99 999 999 999 999,99 ₽'],
    ['0', 'EUR', 'ru', '0 €'],
  ])('%s %s in %s → %s', (amount, currency, language, text) => {
    expect(plainSpaces(formatMoney(amount, currency, language))).toBe(text);
  });

  it('says large sums in few signs', () => {
    expect(plainSpaces(formatMoneyShort('1540000.00', 'RUB', 'ru'))).toBe('1,5 млн ₽');
  });
});

describe('money in Decimal', () => {
  it('adds cents exactly and rounds shares half-up', () => {
    expect(moneyText(addMoney('0.10', '0.20', '99999999999999.00'))).toBe('99999999999999.30');
    expect(moneyText(shareOfMoney('0.05', '0.5'))).toBe('0.03');
    expect(moneyText(addMoney())).toBe('0.00');
  });

  it('knows what the column holds', () => {
    expect(fitsMoney(MAX_MONEY)).toBe(true);
    expect(fitsMoney(addMoney(MAX_MONEY, '0.01'))).toBe(false);
  });
});

describe('moneyField', () => {
  it('takes nothing as nothing and names the error', () => {
    expect(moneyField.parse(undefined)).toBeUndefined();
    expect(moneyField.parse(' ')).toBeUndefined();
    expect(moneyField.parse('1 500,5')).toBe('1500.50');
    expect(moneyField.safeParse('много').error?.issues[0]?.message).toBe('errors.money.invalid');
  });
});
