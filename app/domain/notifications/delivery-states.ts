import type { DeliveryState } from '~/generated/prisma/enums';

export type { DeliveryState };
export const DELIVERY_STATES = ['QUEUED', 'SENT', 'FAILED', 'DROPPED'] as const satisfies readonly DeliveryState[];

/**
 * Why something was not sent any more. `read`: under the bell, while it waited. `forbidden`: the record is gone or out of
 * reach. `off`: switched off meanwhile. `unlinked`, `gone`: the channels' own.
 */
export const DROP_REASONS = ['read', 'left', 'forbidden', 'off', 'unconfigured', 'unknown', 'unlinked', 'gone'] as const;
export type DropReason = (typeof DROP_REASONS)[number];

export function isDropReason(text: string | null): text is DropReason {
  return DROP_REASONS.some((reason) => reason === text);
}
