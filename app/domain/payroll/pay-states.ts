import type { PayrollState } from '~/generated/prisma/enums';

export const PAYROLL_STATES = ['PENDING', 'APPROVED', 'PAID'] as const satisfies readonly PayrollState[];
export type { PayrollState };

/** Where a row of pay can go. Rule: pending → approved → paid; what is approved can be looked at again, what is paid never goes back. */
export const PAY_TRANSITIONS: Record<PayrollState, readonly PayrollState[]> = {
  PENDING: ['APPROVED'],
  APPROVED: ['PAID', 'PENDING'],
  PAID: [],
};

/** From where a row comes to a state. */
export function sourceOf(to: PayrollState): PayrollState {
  return to === 'APPROVED' ? 'PENDING' : 'APPROVED';
}
