import { CircleCheck, CircleDashed, CircleX, Archive } from 'lucide-react';
import type { DealState } from '~/domain/deals/lifecycle';
import type { StageColor } from '~/domain/deals/stage-colors';

const icons = { NEW: CircleDashed, WON: CircleCheck, LOST: CircleX, CLOSED: Archive } as const;

/** The mark before the name of a place: the stage's colour, or the sign of the state. The name itself says the same. */
export function PlaceMark({ state, color }: { state: DealState; color: StageColor | null }) {
  if (state === 'IN_PROGRESS') return <span aria-hidden="true" className="deal-mark" data-color={color ?? 'grey'} />;
  const Icon = icons[state];
  return <Icon aria-hidden="true" className="deal-state-mark" data-state={state} />;
}
