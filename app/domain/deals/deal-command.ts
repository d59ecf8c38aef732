import type { Reach } from '~/domain/accounts/reach';
import type { Scope } from '~/domain/accounts/permissions';
import type { CustomValue } from '~/domain/custom-fields/custom-field';
import type { DealInput } from './deal-input';
import type { DealState, MoveError } from './lifecycle';

/** A deal with all that its page and its form show. */
export interface DealRecord extends Omit<DealInput, 'custom'> {
  id: string;
  contactName: string;
  custom: Record<string, CustomValue>;
  state: DealState;
  stageId: string | null;
  lostReasonId: string | null;
  lostNote: string | null;
  createdById: string | null;
  leadId: string | null;
  stateChangedAt: Date;
  stageEnteredAt: Date;
  wonAt: Date | null;
  lostAt: Date | null;
  closedAt: Date | null;
  lastActivityAt: Date | null;
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

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
