import { boardColumns } from '~/domain/deals/board-columns';
import { dealSearchParams } from '~/domain/deals/deal-filter';
import { listBoard, totalColumns } from '~/domain/deals/load-board.server';
import { activePipelines } from '~/domain/deals/list-pipelines.server';
import { formatCursor } from '~/platform/db/keyset';
import { formatNumber } from '~/ui/format';
import { dealPageSearch } from './describe-filter.server';
import type { DealsQuery } from './deals-query.server';
import { presentSums } from './present-deal.server';

/** The board of one pipeline: two queries for all of its columns. */
export async function loadBoard({ db, viewer, filter, now, t, language, present, pipelines, isClosedShown }: DealsQuery) {
  const active = activePipelines(pipelines);
  const pipeline = pipelines.find(({ id }) => id === filter.pipelineId) ?? pipelines.find(({ stages }) => stages.some(({ id }) => id === filter.stageId)) ?? active[0] ?? pipelines[0];
  const switches = active.map(({ id, name }) => ({
    id,
    name,
    search: dealPageSearch({ ...filter, pipelineId: id, stageId: null, passedStageId: null, left: null }, { view: 'board', isClosedShown }),
    isCurrent: id === pipeline?.id,
  }));
  if (!pipeline) return { view: 'board' as const, total: 0, pipelineId: null, pipelines: switches, columns: [] };
  const columns = boardColumns(pipeline, filter);
  const query = { viewer, filter, pipelineId: pipeline.id, now };
  const isFolded = (state: string) => state === 'CLOSED' && !isClosedShown && filter.state !== 'CLOSED';
  const [totals, pages] = await Promise.all([totalColumns(db, query), listBoard(db, query, columns.filter(({ state }) => !isFolded(state)))]);
  const fold = (show: boolean) => dealPageSearch(filter, { view: 'board', isClosedShown: show });
  return {
    view: 'board' as const,
    pipelineId: pipeline.id,
    pipelines: switches,
    total: columns.reduce((sum, { key }) => sum + (totals.get(key)?.count ?? 0), 0),
    columns: columns.map(({ key, state, stageId, name, color, probability }) => {
      const { count, sums } = totals.get(key) ?? { count: 0, sums: [] };
      const page = pages.get(key);
      return {
        key,
        state,
        stageId,
        label: name ?? t(`state.${state}`),
        color,
        probability,
        count,
        shownCount: formatNumber(count, language),
        sums: presentSums(sums, language, true),
        isFolded: isFolded(state),
        /** Where folding and unfolding leads; null: cannot be folded. */
        foldTo: state === 'CLOSED' && filter.state !== 'CLOSED' ? fold(isFolded(state)) : null,
        cards: (page?.rows ?? []).map(present),
        more: page?.next ? formatCursor(page.next) : null,
        listSearch: dealSearchParams({ ...filter, pipelineId: pipeline.id, state, stageId }).toString(),
      };
    }),
  };
}

export type Board = Awaited<ReturnType<typeof loadBoard>>;
export type ShownColumn = Board['columns'][number];
