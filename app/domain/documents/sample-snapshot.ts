import { Decimal } from 'decimal.js';
import type { Language } from '~/platform/i18n';
import { priceLine, priceOrder } from '~/domain/orders/pricing';
import type { OrderSnapshot } from '~/domain/orders/snapshot';
import { buildSnapshot } from './build-snapshot';
import { defaultTexts } from './default-texts';
import { NUMBER_PREFIX, type DocumentKind } from './document-kinds';
import type { DocumentSnapshot } from './document-snapshot';
import type { DocumentTexts } from './template.schema';

interface Sample {
  kind: DocumentKind;
  language: Language;
  /** What shifts and hours are called. */
  shift: string;
  hour: string;
  texts?: DocumentTexts;
  company?: DocumentSnapshot['company'];
  logoFileId?: string | null;
  signatureFileId?: string | null;
  currency?: string;
  paid?: string;
  /** Lines besides the first. */
  lineCount?: number;
  name?: string;
  timeZone?: string;
}

const ID = '00000000-0000-7000-8000-000000000001';
const COMPANY: DocumentSnapshot['company'] = {
  legalName: 'Общество с ограниченной ответственностью «Тёплый двор»', shortName: 'ООО «Тёплый двор»', inn: '7707083893', kpp: '773601001', ogrn: '1027700132195',
  legalAddress: '127018, Москва, ул. Складочная, д. 1, стр. 18', bankName: 'ПАО Сбербанк, г. Москва', bik: '044525225', bankAccount: '40702810438000060473',
  correspondentAccount: '30101810400000000225', director: 'Белова О. А.', accountant: 'Никитина В. С.', phone: '+7 495 123-45-67', email: 'office@example.ru',
};

/** An invented document of every kind: what the preview of a template shows. */
export function sampleSnapshot({ kind, language, shift, hour, texts, company = COMPANY, logoFileId = null, signatureFileId = null, currency = 'RUB', paid = '10000.00', lineCount = 1, name, timeZone = 'Europe/Moscow' }: Sample): DocumentSnapshot {
  const base = { id: ID, itemId: null, perHour: false, quantity: null, unitPrice: null, shifts: null, shiftRate: null, hours: null, hourlyRate: null, discountPercent: '0', taxPercent: '0' };
  const machine = { ...base, kind: 'EQUIPMENT' as const, name: name ?? 'Экскаватор-погрузчик JCB 3CX', unit: shift, shifts: '2', shiftRate: '20000', hours: '1.5', hourlyRate: '2500' };
  const service = { ...base, kind: 'SERVICE' as const, name: name ?? 'Планировка участка', unit: 'м²', quantity: '80', unitPrice: '80', };
  const lines = [machine, ...Array.from({ length: lineCount }, () => service)].map((line) => ({ ...line, ...priceLine(line) }));
  const { subtotal, discount, tax, lateDiscount, total } = priceOrder(lines);
  const order: OrderSnapshot = {
    version: 1, takenAt: '2026-11-20T09:00:00.000Z', number: '2026-000123', currency, contact: { id: ID, name: 'ООО «Щёлковский кирпичный завод»' },
    address: 'Щёлково, ул. Заводская, 3', plannedStart: '2026-11-23T06:00:00.000Z', plannedEnd: '2026-11-24T15:00:00.000Z', actualStart: null, actualEnd: null,
    description: null, manager: null, operators: [], lines, estimate: null, prepayment: '10000.00', subtotal, discount, tax, lateDiscount, total,
  };
  return buildSnapshot({
    kind,
    number: `${NUMBER_PREFIX[kind]}-2026-000017`,
    day: '2026-11-21',
    timeZone,
    texts: texts ?? defaultTexts(kind, language),
    units: { shift, hour },
    company,
    logoFileId,
    signatureFileId,
    client: {
      name: 'ООО «Щёлковский кирпичный завод»', contactPerson: 'Ёлкин Пётр Ильич', phone: '+7 999 123-45-67', email: 'zakaz@example.ru', address: 'Щёлково, ул. Заводская, 3',
      inn: '7736050003', kpp: '773601001', bankName: null, bik: null, bankAccount: null, correspondentAccount: null,
    },
    order,
    paid,
    payments: new Decimal(paid).isZero() ? [] : [{ day: '2026-11-20', method: 'TRANSFER', amount: paid }],
  });
}
