import type { TFunction } from 'i18next';
import type { BoardColumn } from '~/domain/deals/board-columns';
import type { DealRecord } from '~/domain/deals/deal-command';
import type { LostReasonRow } from '~/domain/deals/list-pipelines.server';
import { checkMove, isPositive, requirementOf, type DealPlace, type DealState } from '~/domain/deals/lifecycle';

interface Presenting {
  deal: DealRecord;
  columns: readonly BoardColumn[];
  /** Where the deal stands, in words. */
  here: string;
  /** The column that the address names. */
  to: string | null;
  reasons: readonly LostReasonRow[];
  t: TFunction;
  /** The page on which the dialog stands, without it. */
  page: string;
}

/** Where a deal can go from here, and what it takes to go to the column that is named. */
export function presentMove({ deal, columns, here, to, reasons, t, page }: Presenting) {
  const targets = columns.filter((column) => canMove(deal, column)).map((column) => {
    const label = column.name ?? t(`state.${column.state}`);
    return { key: column.key, state: column.state, label, color: column.color, asks: askedFor(deal, column.state), askTo: withMove(page, deal.id, column.key) };
  });
  const target = targets.find(({ key }) => key === to);
  return {
    id: deal.id,
    title: deal.title,
    client: deal.contactName,
    version: deal.version,
    currency: deal.currency,
    amount: deal.amount,
    here,
    isAtWork: deal.state === 'IN_PROGRESS',
    targets,
    /** What is asked for before the move; null: which column to move to. */
    asked: target?.asks ? { key: target.key, label: target.label, what: target.asks } : null,
    reasons: reasons.filter(({ isArchived }) => !isArchived).map(({ id, name }) => ({ value: id, label: name })),
    page,
  };
}

export type ShownMove = ReturnType<typeof presentMove>;

/** Whether the rules know this move at all; what it needs can be given with it. */
export function canMove(from: DealPlace, to: DealPlace): boolean {
  return checkMove(from, to, { amount: '1', lostReasonId: 'any' }).ok;
}

/** What has to be asked for before a deal goes to this state; null: nothing. */
export function askedFor({ amount }: { amount: string | null }, to: DealState): 'amount' | 'lostReason' | null {
  const required = requirementOf(to);
  if (required === 'lostReason') return 'lostReason';
  return required === 'amount' && !isPositive(amount) ? 'amount' : null;
}

/** The address of a page with the dialog for moving this deal. */
export function withMove(page: string, id: string, to?: string): string {
  const [path = '', search = ''] = page.split('?');
  const params = new URLSearchParams(search);
  params.set('move', id);
  if (to) params.set('to', to);
  return `${path}?${params.toString()}`;
}

