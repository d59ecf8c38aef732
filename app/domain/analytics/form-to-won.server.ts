import type { Viewer } from '~/domain/accounts/reach';
import { formActivity } from '~/domain/behavior/view-counts.server';
import { dealWhere } from '~/domain/deals/deal-where.server';
import { parseLeadFilter } from '~/domain/leads/lead-filter';
import { leadWhere } from '~/domain/leads/lead-where.server';
import { addDays, type Day } from '~/domain/time/zoned-time';
import type { OrgDb } from '~/platform/db.server';
import { dealsFilter } from './record-links';

export const FUNNEL_STEPS = ['views', 'started', 'sent', 'converted', 'worked', 'won'] as const;
export type FunnelStep = (typeof FUNNEL_STEPS)[number];

export interface FunnelOptions {
  organizationId: string;
  leadViewer: Viewer;
  dealViewer: Viewer;
  /** Local days, both included. */
  from: Day;
  to: Day;
  now: Date;
}

/** Addresses' words of the rows behind each step; those of deals are read by the list of deals. */
export const FUNNEL_WORDS = {
  converted: { state: 'CONVERTED' },
  worked: { on: 'request', passed: 'work' },
  won: { on: 'request', outcome: 'won' },
} as const;

/**
 * From opening the form to money, counted for those who came in the period, whenever the later steps happened:
 * `views`, `started`, `sent`: openings of the form in these local days, those in which filling in began, and those that
 * ended with a sent request. `converted`: requests received in these days (quarantine left out) that became a deal.
 * `worked` and `won`: deals made from requests received in these days that have ever come to a stage of work, and that
 * were won, also when closed since. A deal in the trash does not count, neither does a deal that came without a request.
 */
export async function formToWon(db: OrgDb, { organizationId, leadViewer, dealViewer, from, to, now }: FunnelOptions): Promise<Record<FunnelStep, number>> {
  const period = { period: 'custom', from, to } as const;
  const requests = parseLeadFilter(new URLSearchParams({ ...FUNNEL_WORDS.converted, period: 'custom', from, to }));
  const deals = (step: 'worked' | 'won') => dealWhere(dealViewer, dealsFilter({ owner: null }, period, FUNNEL_WORDS[step]), now);
  const [form, [counts]] = await Promise.all([
    formActivity(organizationId, { from, to: addDays(to, 1) }),
    db.$queryRaw<{ converted: number; worked: number; won: number }[]>`
      SELECT (SELECT count(*)::int FROM "Lead" WHERE ${leadWhere(leadViewer, requests, now)}) AS "converted",
        (SELECT count(*)::int FROM "Deal" WHERE ${deals('worked')}) AS "worked",
        (SELECT count(*)::int FROM "Deal" WHERE ${deals('won')}) AS "won"`,
  ]);
  return { views: form.views, started: form.starts, sent: form.sent, converted: counts?.converted ?? 0, worked: counts?.worked ?? 0, won: counts?.won ?? 0 };
}
