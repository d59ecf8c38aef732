import { viewerFor } from '~/domain/accounts/reach.server';
import { shareOf } from '~/domain/analytics/analytics-filter';
import { formToWonOfPeriod, FUNNEL_STEPS, FUNNEL_WORDS, type FunnelStep } from '~/domain/analytics/form-to-won.server';
import { dealsSearch, recordsSearch } from '~/domain/analytics/record-links';
import { orderViewer } from '~/domain/orders/order-viewer.server';
import { barOf, type FigureRequest } from './require-figures.server';

/** The funnel from opening the form to a paid order, and the one of as many days before. */
export async function loadFunnel(request: FigureRequest) {
  const { staff, filter, now, today, base } = request;
  const viewers = { organizationId: staff.org.id, leadViewer: viewerFor(staff, 'leads'), dealViewer: viewerFor(staff, 'deals'), orderViewer: orderViewer(staff), now };
  const { from, to, counts, before: earlier } = await formToWonOfPeriod(staff.db, { ...viewers, period: filter.period, today });
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
