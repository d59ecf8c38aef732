import type { OrderState } from './lifecycle';

/** What is agreed, under way or done is cancelled or kept, never thrown away: machines are booked, revenue is counted. */
export const DELETABLE: readonly OrderState[] = ['DRAFT', 'CREATED', 'CANCELLED'];
