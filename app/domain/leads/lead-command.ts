import type { Scope } from '~/domain/accounts/permissions';
import type { Reach } from '~/domain/accounts/reach';
import type { LeadState, TransitionError } from './lifecycle';

/** Who changes requests of which organisation. */
export interface LeadActor {
  organizationId: string;
  userId: string;
  /** Which ones the person may change: `own` are those assigned to the person. */
  scope: Scope;
  /** Which ones the person sees at all. */
  reach: Reach;
}

/** What somebody else made of a request meanwhile. */
export interface CurrentLead {
  state: LeadState;
  rejectReason: string | null;
  assigneeId: string | null;
  score: number;
  version: number;
}

/** Why a command did nothing: 404, 403, 409 or 422, in this order. */
export type LeadRefusal =
  | { ok: false; error: 'notFound' }
  | { ok: false; error: 'forbidden' }
  | { ok: false; error: 'stale'; current: CurrentLead }
  | { ok: false; error: 'notAllowed'; current: CurrentLead; allowed: LeadState[] }
  | { ok: false; error: Exclude<TransitionError, 'transition.notAllowed'> };

/** A change that can be taken back by its batch. */
export type LeadCommandResult = { ok: true; batchId: string } | LeadRefusal;
