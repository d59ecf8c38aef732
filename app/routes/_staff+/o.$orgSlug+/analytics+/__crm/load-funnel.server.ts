import { viewerFor } from '~/domain/accounts/reach.server';
import { previousPeriod, shareOf } from '~/domain/analytics/analytics-filter';
import { formToWon, FUNNEL_STEPS, FUNNEL_WORDS, type FunnelStep } from '~/domain/analytics/form-to-won.server';
import { dealsSearch, recordsSearch } from '~/domain/analytics/record-links';
import { orderViewer } from '~/domain/orders/order-viewer.server';
import { daysOfPeriod } from '~/domain/periods/period';
import { barOf, type FigureRequest } from './require-figures.server';

/** Where "since ever" begins: before any opening of a form. */
const EVER = '2020-01-01';

/** The funnel from opening the form to a paid order, and the one of as many days before. */
export async function loadFunnel(request: FigureRequest) {
  const { staff, filter, now, today, base } = request;
  const days = daysOfPeriod(filter.period, today);
  const [from, to] = [days.from ?? EVER, days.to ?? today];
  const viewers = { organizationId: staff.org.id, leadViewer: viewerFor(staff, 'leads'), dealViewer: viewerFor(staff, 'deals'), orderViewer: orderViewer(staff), now };
  const before = previousPeriod(filter.period, today);
  const [counts, countsBefore] = await Promise.all([
    formToWon(staff.db, { ...viewers, from, to }),
    before?.from && before.to ? formToWon(staff.db, { ...viewers, from: before.from, to: before.to }) : null,
  ]);
  const custom = { period: 'custom', from, to } as const;
  const views = (more = '') => `${base}/analytics/views?${new URLSearchParams(custom).toString()}${more}`;
  const deals = (step: 'worked' | 'won') => `${base}/deals?${dealsSearch({ owner: null }, custom, FUNNEL_WORDS[step]).toString()}`;
  const orders = (step: 'completed' | 'paid') => `${base}/orders?${recordsSearch(FUNNEL_WORDS[step], { ...custom }).toString()}`;
  const addresses: Record<FunnelStep, string> = {
    views: views(), started: views('&outcome=started'), sent: views('&outcome=sent'),
    converted: `${base}/leads?${new URLSearchParams({ ...FUNNEL_WORDS.converted, ...custom }).toString()}`,
    worked: deals('worked'), won: deals('won'), completed: orders('completed'), paid: orders('paid'),
  };
  const first = counts.views;
  const earlier = countsBefore && FUNNEL_STEPS.some((step) => countsBefore[step] > 0) ? countsBefore : null;
  return {
    bar: { ...barOf(request), isOwn: false, people: [] },
    isEmpty: FUNNEL_STEPS.every((step) => counts[step] === 0),
    steps: FUNNEL_STEPS.map((key, index) => {
      const previous = FUNNEL_STEPS[index - 1];
      return {
        key, count: counts[key], to: addresses[key], ofFirst: shareOf(counts[key], first), ofPrevious: previous ? shareOf(counts[key], counts[previous]) : null,
        ofPreviousBefore: previous && earlier ? shareOf(earlier[key], earlier[previous]) : null, before: earlier?.[key] ?? null,
      };
    }),
  };
}
