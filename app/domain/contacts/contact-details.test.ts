import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { accountKey, checkBankAccount, checkBik, checkCorrespondentAccount } from './bank-account';
import { checkInn, checkKpp, controlDigit } from './inn';

const digits = (length: number) => fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((all) => all.join(''));

describe('checkInn', () => {
  test.each(['7707083893', '7830002293', '7736050003', '500100732259'])('%s is one', (inn) => expect(checkInn(inn)).toBe(true));
  test.each(['', '7707083894', '770708389', '77070838931', '500100732258', '500100732269', '0000000000', '000000000000', '77О7083893', ' 7707083893', '７７０７０８３８９３'])(
    '%j is none',
    (inn) => expect(checkInn(inn)).toBe(false),
  );

  it('finds every single wrong digit of a company, and most of a person', () => {
    fc.assert(
      fc.property(digits(9), fc.nat(9), fc.integer({ min: 1, max: 9 }), (body, at, shift) => {
        const inn = body + controlDigit(body, 9);
        fc.pre(!/^0+$/.test(inn));
        expect(checkInn(inn)).toBe(true);
        const wrong = inn.slice(0, at) + ((Number(inn[at]) + shift) % 10) + inn.slice(at + 1);
        // remainders 10 and 0 give the same digit: the one pair that the rule cannot tell apart
        if (checkInn(wrong)) expect(controlDigit(wrong, 9)).toBe(0);
      }),
    );
    fc.assert(
      fc.property(digits(10), (body) => {
        const eleven = body + controlDigit(body, 10);
        expect(checkInn(eleven + controlDigit(eleven, 11))).toBe(!/^0+$/.test(eleven));
      }),
    );
  });
});

test.each([
  ['773601001', true],
  ['7736AB001', true],
  ['77360100', false],
  ['7736ab001', false],
  ['7736АВ001', false],
])('KPP %s: %s', (kpp, isRight) => expect(checkKpp(kpp)).toBe(isRight));

describe('bank accounts', () => {
  test.each([
    // the example of the Central Bank's order of 8 September 1997 N 515
    ['40602810700000000025', '049805746', true],
    ['40602810600000000025', '049805746', false],
    ['40702810438000060473', '044525225', true],
    ['40702810900000000001', '044525225', false],
    ['4070281093800006047', '044525225', false],
    ['40702810938000060473', null, true],
    ['40702810100000000001', '044525000', false],
    ['03100643000000017300', '017003983', true],
  ])('account %s at %s: %s', (account, bik, isRight) => expect(checkBankAccount(account, bik)).toBe(isRight));

  test.each([
    ['30101810400000000225', '044525225', true],
    ['30101810300000000225', '044525225', false],
    ['30101810400000000225', '044525974', false],
    ['40702810938000060473', '044525225', false],
  ])('correspondent account %s at %s: %s', (account, bik, isRight) => expect(checkCorrespondentAccount(account, bik)).toBe(isRight));

  test.each([['044525225', true], ['44525225', false], ['000000000', false], ['04452522x', false]])('BIK %s: %s', (bik, isRight) => expect(checkBik(bik)).toBe(isRight));

  it('takes exactly one key digit for any account', () => {
    fc.assert(
      fc.property(digits(20), digits(3), (account, end) => {
        fc.pre(!/^00[0-2]$/.test(end));
        const keys = Array.from({ length: 10 }, (_, key) => account.slice(0, 8) + key + account.slice(9));
        expect(keys.filter((candidate) => checkBankAccount(candidate, `044525${end}`))).toEqual([account.slice(0, 8) + accountKey(account, end) + account.slice(9)]);
      }),
    );
  });
});
