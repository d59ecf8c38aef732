import type { Reach } from '~/domain/accounts/reach';
import type { Scope } from '~/domain/accounts/permissions';
import type { DealRecord } from './deal-record.server';
import type { DealState, MoveError } from './lifecycle';

/** Who changes deals of which organisation. */
export interface DealActor {
  organizationId: string;
  userId: string;
  /** `own`: only those that the person created or owns. */
  scope: Scope;
  /** Whose deals the person sees at all: the others are not found. */
  reach: Reach;
}

/** What somebody else made of a deal meanwhile. */
export interface CurrentDeal extends DealRecord {
  /** Who changed it last, when the history knows. */
  changedBy: string | null;
}

/** Why a command did nothing: 404, 403, 409. */
export type DealRefusal = { ok: false; error: 'notFound' } | { ok: false; error: 'forbidden' } | { ok: false; error: 'stale'; current: CurrentDeal };

/** Wrong input (422), each about a field of the form. `conflict` is a move that the rules do not know (409). */
export type DealInputError = 'owner' | 'contact' | 'pipeline' | 'amountNeeded';
export type MoveRefusal =
  | DealRefusal
  | { ok: false; error: 'notAllowed'; current: DealRecord; allowed: DealState[] }
  | { ok: false; error: Exclude<MoveError, 'notAllowed'> | 'stageUnknown' | 'lostReasonUnknown' };

/** Whether a permission that reaches so far covers this deal. */
export function isWithinScope({ scope, userId }: Pick<DealActor, 'scope' | 'userId'>, { ownerId, createdById }: Pick<DealRecord, 'ownerId' | 'createdById'>): boolean {
  return scope === 'all' || ownerId === userId || createdById === userId;
}
