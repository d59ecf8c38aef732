import type { WebhookDeliveryState } from '~/generated/prisma/enums';
import type { OrgDb } from '~/platform/db.server';

/** Never the secret. */
export const endpointRow = { id: true, url: true, description: true, events: true, isActive: true, version: true, createdAt: true, updatedAt: true } as const;

export interface WebhookEndpointRow {
  id: string;
  url: string;
  description: string;
  events: string[];
  isActive: boolean;
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

export interface ListedEndpoint extends WebhookEndpointRow {
  /** Of what was sent to it last; null when nothing was. */
  last: { state: WebhookDeliveryState; createdAt: Date } | null;
}

/** All endpoints of an organisation, the oldest first: there are twenty at most. */
export async function listEndpoints(db: OrgDb): Promise<ListedEndpoint[]> {
  const rows = await db.webhookEndpoint.findMany({
    where: { deletedAt: null },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: { ...endpointRow, deliveries: { orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], take: 1, select: { state: true, createdAt: true } } },
  });
  return rows.map(({ deliveries, ...row }) => ({ ...row, last: deliveries[0] ?? null }));
}

/** One endpoint; null when the organisation has none of this id. */
export function findEndpoint(db: OrgDb, id: string): Promise<WebhookEndpointRow | null> {
  return db.webhookEndpoint.findFirst({ where: { id, deletedAt: null }, select: endpointRow });
}
