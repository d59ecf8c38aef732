import { encode } from 'uqr';
import { describe, expect, it } from 'vitest';
import { drawQr, paymentQrText, type PaymentDetails } from './payment-qr';

const details: PaymentDetails = {
  name: 'ООО «Тёплый двор»', inn: '7707083893', kpp: '773601001', bankName: 'ПАО Сбербанк', bik: '044525225', account: '40702810438000060473',
  correspondentAccount: '30101810400000000225', amount: '50150.05', purpose: 'Оплата по счёту № С-2026-000017',
};

describe('paymentQrText', () => {
  it('writes the fields of the standard, the sum in kopecks', () => {
    expect(paymentQrText(details)).toBe(
      'ST00012|Name=ООО «Тёплый двор»|PersonalAcc=40702810438000060473|BankName=ПАО Сбербанк|BIC=044525225|CorrespAcc=30101810400000000225|Sum=5015005|Purpose=Оплата по счёту № С-2026-000017|PayeeINN=7707083893|KPP=773601001',
    );
  });

  it.each([
    [{ amount: '0.1' }, 'Sum=10|'],
    [{ amount: '99999999999999.99' }, 'Sum=9999999999999999|'],
    [{ correspondentAccount: null }, 'CorrespAcc=0|'],
    [{ name: 'ИП Иванов | Сыновья\nи К°' }, 'Name=ИП Иванов / Сыновья и К°|'],
    [{ bankName: 'Б'.repeat(60) }, `BankName=${'Б'.repeat(45)}|`],
    [{ purpose: 'П'.repeat(300) }, `Purpose=${'П'.repeat(210)}|`],
  ])('%j → %s', (changes, part) => expect(paymentQrText({ ...details, ...changes })).toContain(part));

  it('leaves out what a sole trader has not', () => {
    expect(paymentQrText({ ...details, inn: null, kpp: null })).not.toMatch(/PayeeINN|KPP/);
  });
});

describe('drawQr', () => {
  it.each([['short', paymentQrText(details)], ['the longest', paymentQrText({ ...details, name: 'Ё'.repeat(160), purpose: 'Ё'.repeat(210) })]])('covers each dark module of %s once', (_name, text) => {
    const { size, areas } = drawQr(text);
    const drawn = Array.from({ length: size }, () => new Array<number>(size).fill(0));
    for (const { x, y, width, height } of areas) {
      for (let row = y; row < y + height; row += 1) for (let column = x; column < x + width; column += 1) drawn[row]![column]! += 1;
    }
    expect(drawn).toEqual(encode(text, { ecc: 'M', border: 2 }).data.map((row) => row.map(Number)));
  });
});
