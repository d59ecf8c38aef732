import type { Viewer } from '~/domain/accounts/reach';
import { formActivity } from '~/domain/behavior/view-counts.server';
import { dealWhere } from '~/domain/deals/deal-where.server';
import { parseLeadFilter } from '~/domain/leads/lead-filter';
import { leadWhere } from '~/domain/leads/lead-where.server';
import type { OrderViewer } from '~/domain/orders/order-viewer.server';
import { orderWhere } from '~/domain/orders/order-where.server';
import { daysOfPeriod, type PeriodFilter } from '~/domain/periods/period';
import { addDays, type Day } from '~/domain/time/zoned-time';
import type { OrgDb } from '~/platform/db.server';
import { previousPeriod } from './analytics-filter';
import { dealsFilter, ordersFilter } from './record-links';

export const FUNNEL_STEPS = ['views', 'started', 'sent', 'converted', 'worked', 'won', 'completed', 'paid'] as const;
export type FunnelStep = (typeof FUNNEL_STEPS)[number];

export interface FunnelOptions {
  organizationId: string;
  leadViewer: Viewer;
  dealViewer: Viewer;
  orderViewer: OrderViewer;
  /** Local days, both included. */
  from: Day;
  to: Day;
  now: Date;
}

/** Addresses' words of the rows behind each step; those of deals are read by the list of deals, the last two by that of orders. */
export const FUNNEL_WORDS = {
  converted: { state: 'CONVERTED' },
  worked: { on: 'request', passed: 'work' },
  won: { on: 'request', outcome: 'won' },
  completed: { on: 'request', state: 'COMPLETED' },
  paid: { on: 'request', state: 'COMPLETED', paid: 'yes' },
} as const;

/**
 * From opening the form to money, counted for those who came in the period, whenever the later steps happened:
 * `views`, `started`, `sent`: openings of the form in these local days, those in which filling in began, and those that
 * ended with a sent request. `converted`: requests received in these days (quarantine left out) that became a deal.
 * `worked` and `won`: deals made from requests received in these days that have ever come to a stage of work, and that
 * were won, also when closed since. `completed` and `paid`: orders that grew from requests received in
 * these days and are done, and those of them that are paid in full. What lies in the trash does not count, neither does
 * a deal or an order that came without a request.
 */
export async function formToWon(db: OrgDb, { organizationId, leadViewer, dealViewer, orderViewer, from, to, now }: FunnelOptions): Promise<Record<FunnelStep, number>> {
  const period = { period: 'custom', from, to } as const;
  const requests = parseLeadFilter(new URLSearchParams({ ...FUNNEL_WORDS.converted, period: 'custom', from, to }));
  const deals = (step: 'worked' | 'won') => dealWhere(dealViewer, dealsFilter({ owner: null }, period, FUNNEL_WORDS[step]), now);
  const orders = (step: 'completed' | 'paid') => orderWhere(orderViewer, ordersFilter(period, FUNNEL_WORDS[step]), now);
  const [form, [counts]] = await Promise.all([
    formActivity(organizationId, { from, to: addDays(to, 1) }),
    db.$queryRaw<Record<'converted' | 'worked' | 'won' | 'completed' | 'paid', number>[]>`
      SELECT (SELECT count(*)::int FROM "Lead" WHERE ${leadWhere(leadViewer, requests, now)}) AS "converted",
        (SELECT count(*)::int FROM "Deal" WHERE ${deals('worked')}) AS "worked",
        (SELECT count(*)::int FROM "Deal" WHERE ${deals('won')}) AS "won",
        (SELECT count(*)::int FROM "Order" WHERE ${orders('completed')}) AS "completed",
        (SELECT count(*)::int FROM "Order" WHERE ${orders('paid')}) AS "paid"`,
  ]);
  return { views: form.views, started: form.starts, sent: form.sent, converted: counts?.converted ?? 0, worked: counts?.worked ?? 0, won: counts?.won ?? 0, completed: counts?.completed ?? 0, paid: counts?.paid ?? 0 };
}

/** Where "since ever" begins: before any opening of a form. */
const EVER = '2020-01-01';

/** The same for a period of the figures' pages, beside as many days before; null where nothing came then or there was no before. */
export async function formToWonOfPeriod(db: OrgDb, { period, today, ...viewers }: Omit<FunnelOptions, 'from' | 'to'> & { period: PeriodFilter; today: Day }) {
  const days = daysOfPeriod(period, today);
  const [from, to] = [days.from ?? EVER, days.to ?? today];
  const before = previousPeriod(period, today);
  const [counts, countsBefore] = await Promise.all([
    formToWon(db, { ...viewers, from, to }),
    before?.from && before.to ? formToWon(db, { ...viewers, from: before.from, to: before.to }) : null,
  ]);
  return { from, to, counts, before: countsBefore && FUNNEL_STEPS.some((step) => countsBefore[step] > 0) ? countsBefore : null };
}
