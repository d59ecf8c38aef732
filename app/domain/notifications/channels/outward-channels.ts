import type { NotificationChannel } from '~/generated/prisma/enums';

/** The ways out of the house: the bell is a row of its own, and the digest gathers. */
export const OUTWARD_CHANNELS = ['EMAIL', 'TELEGRAM', 'PUSH'] as const satisfies readonly NotificationChannel[];
export type OutwardChannel = (typeof OUTWARD_CHANNELS)[number];
