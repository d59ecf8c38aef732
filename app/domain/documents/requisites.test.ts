import { describe, expect, it, test } from 'vitest';
import { checkOgrn } from './ogrn';
import { missingForPayment, requisitesSchema } from './requisites.schema';

test.each([
  ['1027700132195', true],
  ['1027700132196', false],
  ['304500116000157', true],
  ['304500116000158', false],
  ['102770013219', false],
  ['0000000000000', false],
  ['10277OO132195', false],
])('OGRN %s: %s', (ogrn, isRight) => expect(checkOgrn(ogrn)).toBe(isRight));

describe('requisitesSchema', () => {
  const whole = { legalName: 'ООО «Двор»', inn: '7707 083 893', kpp: '773601001', ogrn: '1027700132195', bankName: 'Сбербанк', bik: '044525225', bankAccount: '40702810438000060473', correspondentAccount: '30101810400000000225' };
  const errorsOf = (changes: Record<string, string>) => requisitesSchema.safeParse({ ...whole, ...changes }).error?.issues.map(({ path, message }) => [path.join('.'), message]) ?? [];

  it('takes a whole set, blanks in numbers too', () => {
    expect(requisitesSchema.parse(whole)).toMatchObject({ inn: '7707083893', director: null });
    expect(missingForPayment(requisitesSchema.parse(whole))).toEqual([]);
  });

  it('takes nothing at all and names what an invoice lacks', () => {
    expect(missingForPayment(requisitesSchema.parse({}))).toEqual(['legalName', 'inn', 'bankName', 'bik', 'bankAccount']);
  });

  it.each([
    [{ inn: '7707083894' }, ['inn', 'errors.inn']],
    [{ ogrn: '1027700132196' }, ['ogrn', 'errors.ogrn']],
    [{ bik: '04452522' }, ['bik', 'errors.bik']],
    [{ bankAccount: '4070281043800006047' }, ['bankAccount', 'errors.account']],
    [{ bankAccount: '40702810538000060473' }, ['bankAccount', 'errors.accountKey']],
    [{ correspondentAccount: '30101810500000000225' }, ['correspondentAccount', 'errors.correspondentKey']],
    [{ bik: '' }, ['bik', 'errors.bikNeeded']],
    [{ inn: '500100732259' }, ['kpp', 'errors.kppOfPerson']],
    [{ legalName: 'Я'.repeat(201) }, ['legalName', 'errors.tooLong']],
  ])('%j → %j', (changes, error) => expect(errorsOf(changes)).toContainEqual(error));
});
