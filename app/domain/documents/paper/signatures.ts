import type { TFunction } from 'i18next';
import type { Column, Content } from 'pdfmake/interfaces';
import { INK } from '~/platform/pdf/page-style';
import type { DocumentSnapshot } from '../document-snapshot';

const LINE_LENGTH = 210;

/** Who signs: both sides of a contract or an act, else the company alone; the scan of signature and stamp above its line. */
export function signatures({ kind, company, client }: DocumentSnapshot, signature: string | null, t: TFunction): Content {
  const place = (role: string, name: string | null, picture: string | null): Column => ({
    width: '*',
    stack: [
      { text: role, style: 'label' },
      picture ? { image: picture, fit: [120, 64], margin: [6, 2, 0, 0] } : { text: ' ', fontSize: 22 },
      { canvas: [{ type: 'line', x1: 0, y1: 0, x2: LINE_LENGTH, y2: 0, lineWidth: 0.6, lineColor: INK }] },
      { text: name ?? ' ', style: 'small', margin: [0, 2, 0, 0] },
    ],
  });
  const ours = place(kind === 'RECEIPT' ? t('paper.receivedBy') : kind === 'INVOICE' || kind === 'QUOTE' ? t('paper.director') : t('paper.contractor'), company.director, signature);
  const beside =
    kind === 'CONTRACT' || kind === 'ACT' ? [place(t('paper.client'), client.contactPerson ?? client.name, null)]
    : kind === 'INVOICE' && company.accountant ? [place(t('paper.accountant'), company.accountant, null)]
    : [{ text: '', width: '*' }];
  return { unbreakable: true, columns: [ours, ...beside], columnGap: 24, margin: [0, 18, 0, 0] };
}
