import type { Staff } from '~/domain/accounts/guard.server';
import { boardColumns, columnKey } from '~/domain/deals/board-columns';
import { isWithinScope } from '~/domain/deals/deal-command';
import { findDeal } from '~/domain/deals/deal-record.server';
import type { LostReasonRow } from '~/domain/deals/list-pipelines.server';
import { isUuid } from '~/domain/leads/lead-filter';
import type { DealsQuery } from './deals-query.server';
import { presentMove } from './present-move';

/** The dialog that an address asks for with `move=<deal>` (and `to=<column>`); null when it asks for none, or for one that the person may not move. */
export async function loadMove({ db, viewer, params, search, t, pipelines }: Pick<DealsQuery, 'db' | 'viewer' | 'params' | 'search' | 't' | 'pipelines'>, { user, can }: Staff, { base, reasons }: { base: string; reasons: readonly LostReasonRow[] }) {
  const id = params.get('move');
  const deal = isUuid(id) ? await findDeal(db, viewer, id) : null;
  const update = can('deals', 'update');
  if (!deal || !update || !isWithinScope({ scope: update, userId: user.id }, deal)) return null;
  const pipeline = pipelines.find(({ id: known }) => known === deal.pipelineId);
  const columns = pipeline ? boardColumns(pipeline, { state: 'all', stageId: null }) : [];
  const here = columns.find(({ key }) => key === columnKey(deal));
  return presentMove({ deal, columns, here: here?.name ?? t(`state.${deal.state}`), to: params.get('to'), reasons, t, page: search ? `${base}?${search}` : base });
}
