import { allowedStates, missingFor, type Doer, type OrderState, type Requirement } from '~/domain/orders/lifecycle';
import type { OrderRecord } from '~/domain/orders/order-command';

/** What the person can do next with an order, and what that lacks. */
export interface NextStep {
  to: OrderState;
  /** `post`: at once; `form`: completing has a page of its own; `reason`: somebody has to say why. */
  how: 'post' | 'form' | 'reason';
  /** Facts that the order lacks for it. */
  missing: Requirement[];
}

/** What the step itself brings with it. */
const SAID = { actualStart: 'now', actualEnd: 'now', cancelReason: 'asked', reopenReason: 'asked' };

/** The steps that the person can take from here, forward ones first. */
export function presentSteps(order: OrderRecord, doer: Doer): NextStep[] {
  return allowedStates(order.state, doer).map((to) => ({ to, how: howTo(order.state, to), missing: missingFor({ ...order, ...SAID }, to) }));
}

function howTo(from: OrderState, to: OrderState): NextStep['how'] {
  if (to === 'CANCELLED' || from === 'COMPLETED') return 'reason';
  return to === 'COMPLETED' ? 'form' : 'post';
}

/** Where maps are opened: links alone, nothing of a map is loaded into the page. Null without a place. */
export function mapLinks({ address, latitude, longitude }: Pick<OrderRecord, 'address' | 'latitude' | 'longitude'>): { web: string; app: string } | null {
  if (latitude && longitude) {
    const params = new URLSearchParams({ pt: `${longitude},${latitude}`, z: '16' });
    return { web: `https://yandex.ru/maps/?${params.toString()}`, app: `geo:${latitude},${longitude}` };
  }
  if (!address) return null;
  return { web: `https://yandex.ru/maps/?${new URLSearchParams({ text: address }).toString()}`, app: `geo:0,0?${new URLSearchParams({ q: address }).toString()}` };
}
