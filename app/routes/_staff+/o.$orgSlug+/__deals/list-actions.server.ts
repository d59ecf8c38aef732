import { data } from '@remix-run/node';
import type { Staff } from '~/domain/accounts/guard.server';
import { activeFields, type CustomField } from '~/domain/custom-fields/custom-field';
import { parseDealFilter, parseDealView, parseMonth } from '~/domain/deals/deal-filter';
import { columnsParam } from '~/ui/list/columns';
import { isBulkIntent, runBulkIntent } from '../__bulk/run-bulk-intent.server';
import { runDealIntent } from './deals-actions.server';
import { dealPageSearch } from './describe-filter.server';
import { shownColumns, USUAL_COLUMNS } from './list-columns';

/** One form post of the page of deals. 400 for an unknown intent. */
export async function runListIntent(request: Request, staff: Staff) {
  const form = await request.formData();
  if (isBulkIntent(form)) return runBulkIntent(request, form, staff, 'deals');
  const answer = await runDealIntent({ request, form, staff });
  if (!answer) throw data(null, 400);
  return answer;
}

/** Any search of the page in its own short form: what a saved view keeps. */
export function shortenSearch(params: URLSearchParams, fields: readonly CustomField[]): string {
  const view = parseDealView(params);
  const columns = columnsParam(shownColumns(params, activeFields(fields)), USUAL_COLUMNS);
  return dealPageSearch(parseDealFilter(params, fields), {
    view,
    month: view === 'calendar' ? parseMonth(params) : null,
    columns: view === 'list' ? columns : null,
    isClosedShown: view === 'board' && params.get('closed') === 'show',
  });
}
