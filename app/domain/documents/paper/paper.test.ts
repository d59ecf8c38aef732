import { writeFileSync } from 'node:fs';
import { extractText } from 'unpdf';
import { describe, expect, it } from 'vitest';
import { getFixedT } from '~/platform/i18n.server';
import { renderPdf } from '~/platform/pdf/pdf.server';
import { DOCUMENT_KINDS, type DocumentKind } from '../document-kinds';
import { sampleSnapshot } from '../sample-snapshot';
import type { Language } from '~/platform/i18n';
import { documentDefinition } from './document-definition';

const NONE = { logo: null, signature: null };

async function draw(kind: DocumentKind, language: Language = 'ru', changes: Partial<Parameters<typeof sampleSnapshot>[0]> = {}) {
  const t = await getFixedT(language, 'documents');
  const bytes = await renderPdf(documentDefinition(sampleSnapshot({ kind, language, shift: t('paper.shift'), hour: t('paper.hour'), ...changes }), NONE, t));
  if (process.env.PDF_OUT) writeFileSync(`${process.env.PDF_OUT}/${kind}-${language}.pdf`, bytes);
  const { text } = await extractText(new Uint8Array(bytes), { mergePages: true });
  return { bytes, text: text.replace(/\s+/g, ' ') };
}

describe('a document as paper', () => {
  it.each(DOCUMENT_KINDS)('%s names the sides, its number and day, and what it is about', async (kind) => {
    const { text } = await draw(kind);
    expect(text).toContain('Общество с ограниченной ответственностью «Тёплый двор»');
    expect(text).toContain('Щёлковский кирпичный завод');
    expect(text).toContain('от 21 ноября 2026 г.');
    expect(text).toContain('Страница 1 из');
    expect(text).not.toContain('{{');
    const facts: Record<DocumentKind, string[]> = {
      QUOTE: ['Коммерческое предложение № КП-2026-000017', 'Экскаватор-погрузчик JCB 3CX', '20 000,00', '50 150,00', 'Пятьдесят тысяч сто пятьдесят рублей 00 копеек', 'Предоплата 10 000,00'],
      CONTRACT: ['Договор оказания услуг № Д-2026-000017', '1.1. Исполнитель обязуется', '2.1. Цена договора: 50 150 ₽', '40702810438000060473', 'ОГРН 1027700132195', 'Заказчик'],
      INVOICE: ['Счёт на оплату № С-2026-000017', 'БИК 044525225', '40702810438000060473', '30101810400000000225', 'Оплата по QR-коду', 'К оплате, руб. 40 150,00', 'Главный бухгалтер'],
      ACT: ['Акт сдачи-приёмки выполненных работ № А-2026-000017', 'сдал, а ООО «Щёлковский кирпичный завод»', 'Планировка участка', '50 150,00'],
      RECEIPT: ['Квитанция об оплате № К-2026-000017', 'Получено, руб. 10 000,00', 'Десять тысяч рублей 00 копеек', 'Безналичный перевод', 'Осталось оплатить 40 150,00'],
    };
    for (const fact of facts[kind]) expect(text).toContain(fact);
  });

  it('speaks English where the template does', async () => {
    const { text } = await draw('INVOICE', 'en');
    expect(text).toContain('Invoice № С-2026-000017');
    expect(text).toContain('Due, RUB 40,150.00');
    expect(text).toContain('Forty thousand one hundred fifty roubles and 00 kopecks');
  });

  it('is the same every time', async () => {
    const [first, second] = await Promise.all([draw('INVOICE'), draw('INVOICE')]);
    expect(first.bytes.equals(second.bytes)).toBe(true);
  });

  it('has no payment code where banks could not read it', async () => {
    expect((await draw('INVOICE', 'ru', { currency: 'KZT' })).text).not.toContain('QR');
    expect((await draw('INVOICE', 'ru', { paid: '50150.00' })).text).not.toContain('QR');
  });

  it('takes long names, hundreds of lines and long terms over pages', async () => {
    const { text } = await draw('CONTRACT', 'ru', { lineCount: 100, name: 'Ё'.repeat(200) });
    expect(text).toContain('Страница 5 из');
  });
});
