import type { TFunction } from 'i18next';
import type { CanvasRect, Content, TDocumentDefinitions } from 'pdfmake/interfaces';
import { framePage } from '~/platform/pdf/page-style';
import type { DocumentSnapshot } from '../document-snapshot';
import { formatDay } from '../paper-dates';
import { drawQr, paymentQrText } from '../payment-qr';
import { isHeading } from './headings';
import { linesTable } from './lines-table';
import { bankTable, bothRequisites, letterhead, partyLines } from './parties';
import { signatures } from './signatures';
import { paymentsBlock, totalsBlock } from './totals';

/** Points. */
const QR_SIDE = 124;

/** Data URLs. */
export interface PaperPictures {
  logo: string | null;
  signature: string | null;
}

/**
 * A document as paper. Depends on the snapshot and the pictures alone: the same ones give the same document.
 * @param t of the namespace `documents` in the document's language
 */
export function documentDefinition(snapshot: DocumentSnapshot, { logo, signature }: PaperPictures, t: TFunction): TDocumentDefinitions {
  const { kind, number, day, texts } = snapshot;
  const title = `${texts.title} № ${number}`;
  const content: Content[] = [
    letterhead(snapshot, logo, t),
    ...(kind === 'INVOICE' ? [bankTable(snapshot, t)] : []),
    { text: title, style: 'title' },
    { text: t('paper.dated', { date: formatDay(day, texts.language) }), style: 'subtitle' },
    // a contract names its sides in its first sentence and at its end
    ...(kind === 'CONTRACT' ? [] : [partyLines(snapshot, t)]),
    ...paragraphs(texts.introduction),
    ...(kind === 'RECEIPT' ? paymentsBlock(snapshot, t) : [linesTable(snapshot.lines, texts.language, t), ...totalsBlock(snapshot, t)]),
    ...paragraphs(texts.terms),
    ...paymentQr(snapshot, t),
    ...(kind === 'CONTRACT' ? [bothRequisites(snapshot, t)] : []),
    signatures(snapshot, signature, t),
  ];
  return framePage(
    {
      title, author: snapshot.company.shortName, language: texts.language, madeAt: new Date(`${day}T00:00:00Z`), header: title, footer: texts.footer,
      pageOf: (page, pages) => t('paper.pageOf', { page, pages }),
    },
    content,
  );
}

/** Lines of a text as paragraphs and headings of sections. */
function paragraphs(text: string): Content[] {
  return text.split('\n').flatMap((line): Content[] => {
    if (line.trim() === '') return [];
    return [isHeading(line) ? { text: line, style: 'heading', headlineLevel: 1 } : { text: line, margin: [0, 0, 0, 3] }];
  });
}

/** The code that banks' apps read; only where they can: roubles, a whole set of requisites, something left to pay. */
function paymentQr({ kind, number, day, currency, company, totals, texts }: DocumentSnapshot, t: TFunction): Content[] {
  const { bankName, bik, bankAccount } = company;
  if (kind !== 'INVOICE' || currency !== 'RUB' || Number(totals.balance) <= 0 || !bankName || !bik || !bankAccount) return [];
  const code = paymentQrText({
    name: company.legalName, inn: company.inn, kpp: company.kpp, bankName, bik, account: bankAccount, correspondentAccount: company.correspondentAccount,
    amount: totals.balance, purpose: t('paper.purpose', { number, date: formatDay(day, texts.language), tax: Number(totals.tax) > 0 ? t('paper.purposeTax') : t('paper.purposeNoTax') }),
  });
  return [{ unbreakable: true, margin: [0, 8, 0, 0], columns: [{ canvas: qrCanvas(code), width: QR_SIDE }, { width: '*', margin: [12, 40, 0, 0], stack: [{ text: t('paper.qrTitle'), bold: true }, { text: t('paper.qrHint'), style: 'small' }] }] }];
}

function qrCanvas(code: string): CanvasRect[] {
  const { size, areas } = drawQr(code);
  const module = QR_SIDE / size;
  return areas.map(({ x, y, width, height }) => ({ type: 'rect', x: x * module, y: y * module, w: width * module, h: height * module, color: '#000000' }));
}
