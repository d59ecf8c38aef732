import type { OrderState } from './lifecycle';

/** What happened to an order; `changed`: its time or its people after the approval. */
export type OrderNews = OrderState | 'reopened' | 'changed';
