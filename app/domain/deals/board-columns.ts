import type { DealFilter } from './deal-filter';
import type { PipelineRow } from './list-pipelines.server';
import type { DealPlace, DealState } from './lifecycle';
import type { StageColor } from './stage-colors';

/** A column of the board: a state, or a stage within IN_PROGRESS. */
export interface BoardColumn extends DealPlace {
  /** The state's name, or the stage's id: what "move to" posts. */
  key: string;
  /** Of a stage. */
  name: string | null;
  color: StageColor | null;
  probability: number | null;
}

const stateColumn = (state: DealState): BoardColumn => ({ key: state, state, stageId: null, name: null, color: null, probability: null });

/**
 * The columns of a pipeline: NEW, its stages, WON, LOST, CLOSED. A filter by one state or one stage leaves its columns
 * alone; an archived stage has a column as long as the filter names it.
 */
export function boardColumns(pipeline: PipelineRow, { state, stageId }: Pick<DealFilter, 'state' | 'stageId'>): BoardColumn[] {
  const stages = pipeline.stages
    .filter(({ id, isArchived }) => !isArchived || id === stageId)
    .map(({ id, name, color, probability }): BoardColumn => ({ key: id, state: 'IN_PROGRESS', stageId: id, name, color, probability }));
  const all = [stateColumn('NEW'), ...stages, stateColumn('WON'), stateColumn('LOST'), stateColumn('CLOSED')];
  if (stageId) return all.filter((column) => column.stageId === stageId);
  return state === 'open' || state === 'all' ? all : all.filter((column) => column.state === state);
}

/** The column that a deal stands in. */
export function columnKey({ state, stageId }: DealPlace): string {
  return stageId ?? state;
}
