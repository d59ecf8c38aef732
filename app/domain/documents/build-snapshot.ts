import { addMoney, moneyText, toMoney } from '~/domain/money/money';
import { explainLine } from '~/domain/orders/pricing';
import type { OrderSnapshot } from '~/domain/orders/snapshot';
import type { DocumentKind } from './document-kinds';
import type { DocumentLine, DocumentSnapshot } from './document-snapshot';
import { fillPlaceholders } from './placeholders';
import { placeholderValues } from './snapshot-values';
import type { DocumentTexts } from './template.schema';

export interface SnapshotParts {
  kind: DocumentKind;
  number: string;
  /** yyyy-mm-dd */
  day: string;
  timeZone: string;
  texts: DocumentTexts;
  /** What a machine's shifts and hours are called in the document's language. */
  units: { shift: string; hour: string };
  company: DocumentSnapshot['company'];
  logoFileId: string | null;
  signatureFileId: string | null;
  client: DocumentSnapshot['client'];
  order: OrderSnapshot;
  /** Received less refunded; decimal text. */
  paid: string;
  payments: DocumentSnapshot['payments'];
}

/** Freezes all that a document shows, its texts with their placeholders filled. */
export function buildSnapshot({ order, paid, texts, units, ...parts }: SnapshotParts): DocumentSnapshot {
  const { subtotal, discount, tax, lateDiscount, total, prepayment } = order;
  const unfilled = {
    ...parts,
    currency: order.currency,
    texts,
    order: { number: order.number, address: order.address, start: order.actualStart ?? order.plannedStart, end: order.actualEnd ?? order.plannedEnd },
    lines: order.lines.map((line) => printedLine(line, units)),
    totals: { subtotal, discount, tax, lateDiscount, total, prepayment, paid, balance: moneyText(addMoney(total, toMoney(paid).negated())) },
  };
  const values = placeholderValues({ ...unfilled, description: order.description });
  const fill = (text: string) => fillPlaceholders(text, values);
  return {
    version: 1,
    ...unfilled,
    texts: { language: texts.language, title: fill(texts.title), introduction: fill(texts.introduction), terms: fill(texts.terms), footer: fill(texts.footer) },
  };
}

function printedLine(line: OrderSnapshot['lines'][number], units: SnapshotParts['units']): DocumentLine {
  const { factors, discountPercent, taxPercent } = explainLine(line);
  const unitOf = { shifts: units.shift, hours: units.hour, quantity: line.unit };
  return {
    name: line.name,
    factors: factors.map(({ what, count, rate }) => ({ count, unit: unitOf[what], rate })),
    discountPercent,
    taxPercent,
    discount: line.discount,
    net: line.net,
    tax: line.tax,
    total: line.total,
  };
}
