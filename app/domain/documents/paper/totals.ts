import type { TFunction } from 'i18next';
import type { Content } from 'pdfmake/interfaces';
import { formatMoney } from '~/domain/money/money-text';
import { paperTable } from '~/platform/pdf/page-style';
import type { DocumentSnapshot } from '../document-snapshot';
import { formatDay } from '../paper-dates';
import { sayMoney } from '../words-of-money';
import { sayAmount, sayCurrency } from './paper-numbers';

const isZero = (amount: string) => Number(amount) === 0;

/** Sums below the table, at the right; then the whole in words. */
export function totalsBlock({ kind, totals, currency, texts: { language } }: DocumentSnapshot, t: TFunction): Content[] {
  const rows: [label: string, amount: string, isStrong?: boolean][] = [[t('paper.totals.subtotal'), totals.subtotal]];
  if (!isZero(totals.discount)) rows.push([t('paper.totals.discount'), totals.discount]);
  if (!isZero(totals.tax)) rows.push([t('paper.totals.tax'), totals.tax]);
  if (!isZero(totals.lateDiscount)) rows.push([t('paper.totals.lateDiscount'), `-${totals.lateDiscount}`]);
  rows.push([t('paper.totals.total', { currency: sayCurrency(currency, language) }), totals.total, true]);
  if (kind === 'INVOICE' && !isZero(totals.paid)) rows.push([t('paper.totals.paid'), totals.paid], [t('paper.totals.balance', { currency: sayCurrency(currency, language) }), totals.balance, true]);
  if (kind === 'QUOTE' && totals.prepayment && !isZero(totals.prepayment)) rows.push([t('paper.totals.prepayment'), totals.prepayment]);
  const noTax: Content[] = isZero(totals.tax) ? [{ text: t('paper.totals.noTax'), style: 'small', alignment: 'right' }] : [];
  return [
    { unbreakable: true, stack: [sumRows(rows.map(([label, amount, isStrong]) => [label, sayAmount(amount, language), isStrong])), ...noTax, inWords(kind === 'INVOICE' && Number(totals.balance) > 0 ? totals.balance : totals.total, currency, language, t)] },
  ];
}

/** What was received so far, payment by payment. */
export function paymentsBlock({ payments, totals, currency, texts: { language } }: DocumentSnapshot, t: TFunction): Content[] {
  const head = [t('paper.columns.day'), t('paper.columns.method')].map((text) => ({ text, style: 'head' }));
  const rows = payments.map(({ day, method, amount }) => [formatDay(day, language), t(`paper.methods.${method}`), { text: sayAmount(amount, language), alignment: 'right' as const }]);
  return [
    { table: { headerRows: 1, widths: ['*', '*', 90], body: [[...head, { text: t('paper.columns.total'), style: 'head', alignment: 'right' as const }], ...rows] }, layout: paperTable, margin: [0, 8, 0, 6] },
    {
      unbreakable: true,
      stack: [
        sumRows([
          [t('paper.totals.received', { currency: sayCurrency(currency, language) }), sayAmount(totals.paid, language), true],
          [t('paper.totals.ofOrder'), sayAmount(totals.total, language)],
          ...(Number(totals.balance) > 0 ? [[t('paper.totals.left'), sayAmount(totals.balance, language)] as [string, string]] : []),
        ]),
        inWords(totals.paid, currency, language, t),
      ],
    },
  ];
}

function sumRows(rows: [label: string, amount: string, isStrong?: boolean][]): Content {
  const cell = (text: string, bold: boolean) => ({ text, bold, alignment: 'right' as const, fontSize: bold ? 10.5 : 9 });
  return {
    columns: [{ text: '', width: '*' }, { width: 'auto', table: { widths: ['auto', 90], body: rows.map(([label, amount, isStrong = false]) => [cell(label, isStrong), cell(amount, isStrong)]) }, layout: { ...paperTable, hLineWidth: () => 0, paddingTop: () => 1, paddingBottom: () => 1 } }],
  };
}

function inWords(amount: string, currency: string, language: DocumentSnapshot['texts']['language'], t: TFunction): Content {
  return { margin: [0, 6, 0, 6], text: [`${t('paper.totals.words', { total: formatMoney(amount, currency, language) })} `, { text: sayMoney(amount, currency, language), bold: true }] };
}
