import type { Staff } from '~/domain/accounts/guard.server';
import { viewerFor } from '~/domain/accounts/reach.server';
import { searchCatalog } from '~/domain/catalog/list-items.server';
import { searchContacts } from '~/domain/contacts/list-contacts.server';
import { searchDeals } from '~/domain/deals/list-deals.server';
import { searchLeads } from '~/domain/leads/search-leads.server';
import { searchOrders } from '~/domain/orders/list-orders.server';
import { orderViewer } from '~/domain/orders/order-viewer.server';
import { searchTasks } from '~/domain/tasks/list-tasks.server';

export interface SearchHit {
  kind: 'lead' | 'contact' | 'deal' | 'order' | 'task' | 'item';
  id: string;
  label: string;
  detail?: string;
}

type Searcher = Pick<Staff, 'db' | 'org' | 'user' | 'can' | 'reach' | 'member'>;
type Found = { id: string; label: string; detail?: string };

export const MIN_QUERY = 2;
export const HITS_PER_KIND = 5;

/**
 * Records of every kind that fit a query, those that the person sees and nothing else; at most `limit` of each kind.
 * Nothing for a query shorter than two signs.
 */
export async function searchEverything(staff: Searcher, query: string, limit = HITS_PER_KIND): Promise<SearchHit[]> {
  const q = query.trim();
  if (q.length < MIN_QUERY) return [];
  const { db, org, can } = staff;
  const ask = async (kind: SearchHit['kind'], isAllowed: unknown, find: () => Promise<Found[]>): Promise<SearchHit[]> =>
    isAllowed ? (await find()).map(({ id, label, detail }) => ({ kind, id, label, ...(detail && { detail }) })) : [];
  const kinds = await Promise.all([
    ask('contact', can('contacts', 'read'), () => searchContacts(db, viewerFor(staff, 'contacts'), q, limit)),
    ask('deal', can('deals', 'read'), () => searchDeals(db, viewerFor(staff, 'deals'), q, limit)),
    ask('order', can('orders', 'read'), () => searchOrders(db, orderViewer(staff), q, limit)),
    ask('lead', can('leads', 'read'), () => searchLeads(db, viewerFor(staff, 'leads'), q, limit)),
    ask('task', can('tasks', 'read'), () => searchTasks(db, org.id, q, limit)),
    ask('item', can('catalog', 'read'), async () => (await searchCatalog(db, { organizationId: org.id, q, kinds: null, limit })).map(({ id, name, code }) => ({ id, label: name, detail: code }))),
  ]);
  return kinds.flat();
}
