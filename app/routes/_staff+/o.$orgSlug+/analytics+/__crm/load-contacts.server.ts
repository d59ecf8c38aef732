import { viewerFor } from '~/domain/accounts/reach.server';
import { changeOf, monthPeriod, monthsOf, previousPeriod } from '~/domain/analytics/analytics-filter';
import { contactsByMonth, contactsBySource, contactTotals } from '~/domain/analytics/contact-figures.server';
import { contactsSearch, type Words } from '~/domain/analytics/record-links';
import { NO_SOURCE } from '~/domain/contacts/contact-filter';
import type { PeriodFilter } from '~/domain/periods/period';
import { barOf, type FigureRequest } from './require-figures.server';

/** All figures of contacts, each with the address of its rows. */
export async function loadContactFigures(request: FigureRequest) {
  const { staff, filter, now, today, base } = request;
  const { db } = staff;
  const options = { viewer: viewerFor(staff, 'contacts'), filter, now };
  const { period } = filter;
  const before = previousPeriod(period, today);
  const [all, made, madeBefore, sources, months] = await Promise.all([
    contactTotals(db, options, null), contactTotals(db, options, period), before && contactTotals(db, options, before),
    contactsBySource(db, options), contactsByMonth(db, options, monthsOf(period, today)),
  ]);
  const to = (rows: PeriodFilter | null, words: Words = {}) => `${base}/contacts?${contactsSearch(filter, rows, words).toString()}`;
  return {
    bar: barOf(request),
    isEmpty: all.total === 0,
    all: { ...all, to: to(null), peopleTo: to(null, { kind: 'PERSON' }), companiesTo: to(null, { kind: 'COMPANY' }) },
    made: { ...made, change: changeOf(made.total, madeBefore?.total ?? null), to: to(period), peopleTo: to(period, { kind: 'PERSON' }), companiesTo: to(period, { kind: 'COMPANY' }) },
    sources: sources.map((row) => {
      const of = (words: Words = {}) => to(period, { source: row.source ?? NO_SOURCE, ...words });
      return { ...row, to: of(), withDealsTo: of({ hasDeals: 'yes' }) };
    }),
    months: months.map((month) => ({ ...month, to: to(monthPeriod(month.month)) })),
  };
}

export type ContactFigures = Awaited<ReturnType<typeof loadContactFigures>>;
