import { parseDay } from '~/domain/periods/period';
import { OUTWARD_CHANNELS, type OutwardChannel } from './channels/outward-channels';
import { DELIVERY_STATES, type DeliveryState } from './delivery-states';

/** What the delivery log shows; days of the organisation, both included. */
export interface DeliveryFilter {
  channel: OutwardChannel | null;
  state: DeliveryState | null;
  from: string | null;
  to: string | null;
}

/** Reads it from the address; whatever is unknown there counts as nothing. */
export function parseDeliveryFilter(params: URLSearchParams): DeliveryFilter {
  const day = (name: string) => parseDay(params.get(name));
  return {
    channel: OUTWARD_CHANNELS.find((channel) => channel === params.get('channel')) ?? null,
    state: DELIVERY_STATES.find((state) => state === params.get('state')) ?? null,
    from: day('from'),
    to: day('to'),
  };
}

export function deliverySearchParams(filter: DeliveryFilter): URLSearchParams {
  return new URLSearchParams(Object.entries(filter).flatMap(([name, value]) => (value ? [[name, String(value)]] : [])));
}
