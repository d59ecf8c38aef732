import type { DealState } from '~/generated/prisma/enums';

export type { DealState };

export const DEAL_STATES = ['NEW', 'IN_PROGRESS', 'WON', 'LOST', 'CLOSED'] as const satisfies readonly DealState[];
/** What somebody still works on. */
export const OPEN_STATES = ['NEW', 'IN_PROGRESS'] as const satisfies readonly DealState[];

export interface DealTransition {
  from: DealState;
  to: DealState;
  /** What the deal must have in its new state. */
  requires?: 'stage' | 'amount' | 'lostReason';
  /** Permission that the person needs (for SALES it holds on own deals alone). */
  permission: { resource: 'deals'; action: 'update' };
}

const permission = { resource: 'deals', action: 'update' } as const;

/** All changes of a deal's state; nothing else may write it. Rule: domain "Deals". */
export const DEAL_TRANSITIONS: readonly DealTransition[] = [
  { from: 'NEW', to: 'IN_PROGRESS', requires: 'stage', permission },
  { from: 'NEW', to: 'LOST', requires: 'lostReason', permission },
  { from: 'IN_PROGRESS', to: 'WON', requires: 'amount', permission },
  { from: 'IN_PROGRESS', to: 'LOST', requires: 'lostReason', permission },
  { from: 'WON', to: 'CLOSED', permission },
  { from: 'LOST', to: 'CLOSED', permission },
];

/** Where a deal stands: a column of the board. A stage exactly while IN_PROGRESS. */
export interface DealPlace {
  state: DealState;
  stageId: string | null;
}

/** What a change of place can be refused for. `notAllowed` is a conflict (409), the others are errors of a field. */
export type MoveError = 'notAllowed' | 'stageRequired' | 'amountRequired' | 'lostReasonRequired';

export interface MoveFacts {
  /** Plain decimal text; what the deal would have after the move. */
  amount: string | null;
  lostReasonId: string | null;
}

export type MoveCheck = { ok: true; kind: 'state' | 'stage' } | { ok: false; error: MoveError; allowed: DealState[] };

/** The states that a deal can come to from here, in the order of DEAL_STATES. */
export function allowedStates(from: DealState): DealState[] {
  return DEAL_STATES.filter((to) => findTransition(from, to));
}

/** What a deal must have to come to this state from any other. */
export function requirementOf(to: DealState): DealTransition['requires'] | null {
  return DEAL_TRANSITIONS.find((transition) => transition.to === to)?.requires ?? null;
}

/**
 * Checks one move: a change of state, or of the stage within IN_PROGRESS. Whether the stage and the reason are the
 * organisation's own is the caller's to check, as is the permission.
 */
export function checkMove(from: DealPlace, to: DealPlace, { amount, lostReasonId }: MoveFacts): MoveCheck {
  const allowed = allowedStates(from.state);
  if (from.state === 'IN_PROGRESS' && to.state === 'IN_PROGRESS') {
    if (!to.stageId) return { ok: false, error: 'stageRequired', allowed };
    return to.stageId === from.stageId ? { ok: false, error: 'notAllowed', allowed } : { ok: true, kind: 'stage' };
  }
  const transition = findTransition(from.state, to.state);
  if (!transition) return { ok: false, error: 'notAllowed', allowed };
  if (transition.requires === 'stage' && !to.stageId) return { ok: false, error: 'stageRequired', allowed };
  if (transition.requires === 'amount' && !isPositive(amount)) return { ok: false, error: 'amountRequired', allowed };
  if (transition.requires === 'lostReason' && !lostReasonId) return { ok: false, error: 'lostReasonRequired', allowed };
  return { ok: true, kind: 'state' };
}

/** The times that a deal notes when it comes to a state; how it ended stays readable when it is closed. */
export function momentsOf(to: DealState, now: Date): { wonAt?: Date; lostAt?: Date; closedAt?: Date } {
  if (to === 'WON') return { wonAt: now };
  if (to === 'LOST') return { lostAt: now };
  return to === 'CLOSED' ? { closedAt: now } : {};
}

export function isOpen(state: DealState): boolean {
  return state === 'NEW' || state === 'IN_PROGRESS';
}

/** Of an amount as plain decimal text ("1500.50"), without the rounding of floats. */
export function isPositive(amount: string | null): boolean {
  return amount !== null && /^\d*\.?\d*$/.test(amount) && /[1-9]/.test(amount);
}

function findTransition(from: DealState, to: DealState): DealTransition | undefined {
  return DEAL_TRANSITIONS.find((transition) => transition.from === from && transition.to === to);
}
