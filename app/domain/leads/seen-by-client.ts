import type { LeadState } from './lifecycle';

interface Sent {
  state: LeadState;
  responseDueAt: Date | null;
  respondedAt: Date | null;
}

/**
 * How a request stands as its client is told. What was set aside looks like what was received: a visitor is never told to
 * be suspicious. An answer is promised while nobody has answered and no work has come of it.
 */
export function seenByClient({ state, responseDueAt, respondedAt }: Sent, hasOrder: boolean): { state: Exclude<LeadState, 'SPAM'>; dueAt: Date | null } {
  const shown = state === 'SPAM' ? 'NEW' : state;
  return { state: shown, dueAt: shown === 'NEW' && !respondedAt && !hasOrder ? responseDueAt : null };
}
