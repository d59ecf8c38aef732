import { z } from 'zod';
import { ALL_EVENTS, WEBHOOK_EVENT_TYPES } from './events';

export const WEBHOOK_URL_MAX = 2_000;
export const WEBHOOK_DESCRIPTION_MAX = 200;
/** Of one organisation. */
export const ENDPOINTS_MAX = 20;

function isWebhookUrl(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && (url.protocol === 'http:' || url.protocol === 'https:') && !url.username && !url.password && !url.hash;
}

/** Where events are sent, and which. `*` among the events stands for all of them. */
export const webhookEndpointSchema = z.object({
  url: z.string({ error: 'errors.url' }).trim().max(WEBHOOK_URL_MAX, { error: 'errors.urlLong' }).refine(isWebhookUrl, { error: 'errors.url' }),
  description: z.string().trim().max(WEBHOOK_DESCRIPTION_MAX, { error: 'errors.descriptionLong' }).default(''),
  events: z.array(z.enum([ALL_EVENTS, ...WEBHOOK_EVENT_TYPES]), { error: 'errors.events' }).min(1, { error: 'errors.events' }).transform((events) => (events.includes(ALL_EVENTS) ? [ALL_EVENTS] : [...new Set(events)])),
});

export type WebhookEndpointInput = z.output<typeof webhookEndpointSchema>;
