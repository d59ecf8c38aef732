import type { Viewer } from '~/domain/accounts/reach';
import type { AnalyticsFilter } from './analytics-filter';

/** Who asks for figures, of what, and when. */
export interface FigureOptions {
  viewer: Viewer;
  filter: AnalyticsFilter;
  now: Date;
}

/** An amount of money in one currency; plain decimal text. */
export interface CurrencySum {
  currency: string;
  amount: string;
  count: number;
}
