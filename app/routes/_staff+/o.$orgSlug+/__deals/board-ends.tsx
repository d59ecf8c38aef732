import { useDroppable, type UniqueIdentifier } from '@dnd-kit/core';
import type { ShownColumn } from './load-board.server';
import { PlaceMark } from './place-mark';

const PREFIX = 'end:';

/** Whether a place to drop is one of the ends over the board. */
export function isEnd(id: UniqueIdentifier): boolean {
  return String(id).startsWith(PREFIX);
}

/** The column that a place to drop stands for. */
export function columnOfTarget(id: UniqueIdentifier | undefined): string | undefined {
  return id === undefined ? undefined : String(id).replace(PREFIX, '');
}

/** Won, lost and closed within reach while a card is in the air: their columns often lie beyond the edge of the screen. */
export function BoardEnds({ columns }: { columns: readonly ShownColumn[] }) {
  if (columns.length === 0) return null;
  return <div className="board-ends">{columns.map((column) => <BoardEnd key={column.key} column={column} />)}</div>;
}

function BoardEnd({ column }: { column: ShownColumn }) {
  const { setNodeRef, isOver } = useDroppable({ id: PREFIX + column.key });
  return (
    <div ref={setNodeRef} data-end={column.state} data-over={isOver || undefined}>
      <PlaceMark state={column.state} color={column.color} />
      {column.label}
    </div>
  );
}
