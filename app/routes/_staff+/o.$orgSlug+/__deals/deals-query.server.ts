import type { TFunction } from 'i18next';
import type { Viewer } from '~/domain/accounts/reach';
import type { CustomField } from '~/domain/custom-fields/custom-field';
import type { DealFilter } from '~/domain/deals/deal-filter';
import type { PipelineRow } from '~/domain/deals/list-pipelines.server';
import type { OrgDb } from '~/platform/db.server';
import type { createDealPresenter } from './present-deal.server';

/** What each view of the deals is loaded from. */
export interface DealsQuery {
  db: OrgDb;
  viewer: Viewer;
  filter: DealFilter;
  fields: readonly CustomField[];
  now: Date;
  /** Of the organisation's zone, yyyy-mm-dd. */
  today: string;
  t: TFunction;
  language: string;
  params: URLSearchParams;
  /** The page's own short search. */
  search: string;
  present: ReturnType<typeof createDealPresenter>;
  pipelines: readonly PipelineRow[];
  columns: readonly string[];
  isClosedShown: boolean;
  /** yyyy-mm */
  month: string;
}
