import { formatMoney } from '~/domain/money/money-text';
import type { DocumentSnapshot } from './document-snapshot';
import { formatDateTime, formatDay } from './paper-dates';
import type { PlaceholderValues } from './placeholders';
import { sayMoney } from './words-of-money';

/** What the placeholders mean in this document. What is not known is a dash, so that no sentence breaks off. */
export function placeholderValues({ number, day, currency, timeZone, texts: { language }, company, client, order, totals, kind, description }: Omit<DocumentSnapshot, 'version'> & { description: string | null }): PlaceholderValues {
  const or = (value: string | null) => value || '—';
  const money = (amount: string | null) => (amount === null ? '—' : formatMoney(amount, currency, language));
  const moment = (at: string | null) => (at === null ? '—' : formatDateTime(at, language, timeZone));
  // a receipt speaks of what was paid
  const sum = kind === 'RECEIPT' ? totals.paid : totals.total;
  return {
    number,
    date: formatDay(day, language),
    total: money(sum),
    totalInWords: sayMoney(sum, currency, language),
    subtotal: money(totals.subtotal), tax: money(totals.tax), discount: money(totals.discount), prepayment: money(totals.prepayment),
    paid: money(totals.paid), balance: money(totals.balance),
    'client.name': client.name,
    'client.contactPerson': or(client.contactPerson), 'client.phone': or(client.phone), 'client.email': or(client.email),
    'client.address': or(client.address), 'client.inn': or(client.inn), 'client.kpp': or(client.kpp),
    'order.number': order.number, 'order.address': or(order.address), 'order.start': moment(order.start), 'order.end': moment(order.end),
    'order.description': or(description),
    'company.name': company.legalName, 'company.shortName': company.shortName, 'company.inn': or(company.inn), 'company.kpp': or(company.kpp),
    'company.ogrn': or(company.ogrn), 'company.address': or(company.legalAddress), 'company.director': or(company.director), 'company.phone': or(company.phone),
  };
}
