import type { TFunction } from 'i18next';
import { formatMoney } from '~/domain/money/money-text';
import type { CurrentOrder } from '~/domain/orders/order-command';
import { ORDER_FIELDS, type OrderInput, type OrderLineInput } from '~/domain/orders/order-input';
import { withDuration } from '~/domain/orders/order-lines';
import { priceLine } from '~/domain/orders/pricing';
import { formatDateTime } from '~/ui/format';
import type { ContactConflict } from '../../__contacts/contact-form-data.server';

interface Differences {
  current: CurrentOrder;
  wanted: OrderInput;
  wantedContact: string;
  people: readonly { id: string; name: string }[];
  t: TFunction;
  language: string;
  timeZone: string;
}

type Side = Omit<OrderInput, 'operators'> & { operators: readonly { userId: string }[] };

const LABELS: Record<(typeof ORDER_FIELDS)[number], string> = {
  contactId: 'client.contact', address: 'client.address', latitude: 'client.latitude', longitude: 'client.longitude', plannedStart: 'time.start', plannedEnd: 'time.end',
  description: 'description', managerId: 'team.manager', estimate: 'totals.estimate', prepayment: 'totals.prepayment', leadId: 'conflict.lead', dealId: 'conflict.deal',
};

/** What is saved beside what was typed, where they differ. The next save goes on from the saved version. */
export function describeConflict({ current, wanted, wantedContact, people, t, language, timeZone }: Differences): ContactConflict {
  const saved: Side = { ...current, estimate: current.sums?.estimate ?? null, prepayment: current.sums?.prepayment ?? null };
  const money = (amount: string) => formatMoney(amount, current.currency, language);
  const nameOf = (id: string | null) => people.find((person) => person.id === id)?.name ?? '';
  const say = (field: (typeof ORDER_FIELDS)[number], side: Side, contact: string | null): string => {
    const value = side[field];
    if (value === null) return '';
    if (value instanceof Date) return formatDateTime(value, language, timeZone);
    if (field === 'contactId') return contact ?? '';
    if (field === 'managerId') return nameOf(value);
    return field === 'estimate' || field === 'prepayment' ? money(value) : value;
  };
  const sayLine = (line: OrderLineInput) => `${line.name} — ${money(priceLine(line).total)}`;
  const lines = (side: Side) => withDuration(side.lines, side.plannedStart, side.plannedEnd).map(sayLine).join('\n');
  const operators = ({ operators: named }: Side) => named.map(({ userId }) => nameOf(userId)).sort().join(', ');
  const rows = [
    ...ORDER_FIELDS.map((field) => ({ label: t(LABELS[field]), saved: say(field, saved, current.contactName), typed: say(field, wanted, wantedContact) })),
    { label: t('team.operators'), saved: operators(saved), typed: operators(wanted) },
    { label: t('lines.title'), saved: lines(saved), typed: lines(wanted) },
  ];
  return { version: current.version, rows: rows.filter((row) => row.saved !== row.typed) };
}
