export const LEAD_STATES = ['NEW', 'IN_PROGRESS', 'CONVERTED', 'REJECTED', 'SPAM'] as const;
export type LeadState = (typeof LEAD_STATES)[number]

/** Which command makes a change: a person's choice of state, the convert command, or undo of the change before. */
export type TransitionCommand = 'choose' | 'convert' | 'undo'

export interface LeadTransition {
  from: LeadState;
  to: LeadState;
  by: TransitionCommand;
  /** Field that must be filled. */
  requires?: 'reason';
  /** Permission that the person needs (for SALES it holds on own requests alone). */
  permission: { resource: 'leads'; action: 'update' };
}

const permission = { resource: 'leads', action: 'update' } as const;
const change = (from: LeadState, to: LeadState, by: TransitionCommand = 'choose', requires?: 'reason'): LeadTransition => ({
  from,
  to,
  by,
  permission,
  ...(requires && { requires }),
});

/**
 * All changes of a request's state; nothing else may write it. Rule: domain "States".
 * Reopening leads to IN_PROGRESS, since a person has just taken the request up and its response clock was answered by
 * the refusal; only undo gives NEW back.
 */
export const LEAD_TRANSITIONS: readonly LeadTransition[] = [
  change('NEW', 'IN_PROGRESS'),
  change('NEW', 'REJECTED', 'choose', 'reason'),
  change('NEW', 'SPAM'),
  change('IN_PROGRESS', 'CONVERTED', 'convert'),
  change('IN_PROGRESS', 'REJECTED', 'choose', 'reason'),
  change('IN_PROGRESS', 'SPAM'),
  change('REJECTED', 'IN_PROGRESS'),
  change('SPAM', 'IN_PROGRESS'),
  change('IN_PROGRESS', 'NEW', 'undo'),
  change('REJECTED', 'NEW', 'undo'),
  change('REJECTED', 'IN_PROGRESS', 'undo'),
  change('SPAM', 'NEW', 'undo'),
  change('SPAM', 'IN_PROGRESS', 'undo'),
  change('IN_PROGRESS', 'REJECTED', 'undo', 'reason'),
  change('IN_PROGRESS', 'SPAM', 'undo'),
];

/** Length of Lead.rejectReason. */
export const REJECT_REASON_MAX = 500;

export type TransitionCheck =
  | { ok: true; transition: LeadTransition }
  | { ok: false; error: TransitionError; allowed: LeadState[] }

/** i18n keys: `notAllowed` is a conflict (409), the others are errors of the field `reason`. */
export type TransitionError = 'transition.notAllowed' | 'transition.reasonRequired' | 'transition.reasonTooLong'

/** The states a person may choose for a request in this state, in the order of LEAD_STATES. */
export function allowedStates(from: LeadState, by: TransitionCommand = 'choose'): LeadState[] {
  return LEAD_STATES.filter((to) => findTransition(from, to, by));
}

/** Checks one change of state; `reason` is the text for the client's refusal. The permission is the caller's to check. */
export function checkTransition(
  from: LeadState,
  to: LeadState,
  { reason, by = 'choose' }: { reason?: string | null; by?: TransitionCommand } = {},
): TransitionCheck {
  const allowed = allowedStates(from, by);
  const transition = findTransition(from, to, by);
  if (!transition) return { ok: false, error: 'transition.notAllowed', allowed };
  if (transition.requires === 'reason' && !reason?.trim()) return { ok: false, error: 'transition.reasonRequired', allowed };
  if (reason && reason.trim().length > REJECT_REASON_MAX) return { ok: false, error: 'transition.reasonTooLong', allowed };
  return { ok: true, transition };
}

/** A request that nobody needs to work on any more. */
export function isClosed(state: LeadState): boolean {
  return state !== 'NEW' && state !== 'IN_PROGRESS';
}

function findTransition(from: LeadState, to: LeadState, by: TransitionCommand): LeadTransition | undefined {
  return LEAD_TRANSITIONS.find((transition) => transition.from === from && transition.to === to && transition.by === by);
}
