import { DndContext, DragOverlay, KeyboardSensor, MouseSensor, TouchSensor, closestCenter, pointerWithin, useSensor, useSensors, type CollisionDetection, type DragEndEvent } from '@dnd-kit/core';
import { Link, useNavigate } from '@remix-run/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Alert } from '~/ui/alert';
import { Tabs } from '~/ui/tabs';
import { BoardColumn } from './board-column';
import { BoardEnds, columnOfTarget, isEnd } from './board-ends';
import { CardFace } from './board-card';
import { moveToNeighbour } from './board-keys';
import type { Board as BoardData } from './load-board.server';
import { askedFor, canMove, withMove } from './present-move';
import { useAnnouncements } from './use-announcements';
import { useBoard } from './use-board';

interface Props {
  board: BoardData;
  base: string;
  search: string;
  moveUrl: string;
}

/** With a pointer the column under it counts, before all the ends of the way that lie over the board; by keyboard the nearest column. */
const collide: CollisionDetection = (args) => {
  if (!args.pointerCoordinates) return closestCenter({ ...args, droppableContainers: args.droppableContainers.filter(({ id }) => !isEnd(id)) });
  const under = pointerWithin(args);
  const ends = under.filter(({ id }) => isEnd(id));
  return ends.length > 0 ? ends : under;
};

/**
 * The board of a pipeline. A card moves by mouse, by a long press, by keyboard on its grip, and by its "move to…" link, which
 * works without JavaScript. It shows the new place at once and goes back when the server refuses.
 */
export function Board({ board, base, search, moveUrl }: Props) {
  const { t } = useTranslation('deals');
  const navigate = useNavigate();
  const [draggedId, setDragged] = useState<string | null>(null);
  const { columns, cardById, columnOf, move, refusal, loadMore, loading } = useBoard({ board, moveUrl, search });
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 250, tolerance: 8 } }),
    useSensor(KeyboardSensor, { coordinateGetter: moveToNeighbour }),
  );
  const accessibility = useAnnouncements({ cardById, columns, columnOf });
  const dragged = draggedId ? cardById(draggedId) : undefined;
  const page = search ? `${base}?${search}` : base;

  const drop = ({ active, over }: DragEndEvent) => {
    setDragged(null);
    const card = cardById(String(active.id));
    const target = columns.find(({ key }) => key === columnOfTarget(over?.id));
    if (!card || !target || columnOf(card) === target.key || !canMove(card, target)) return;
    if (askedFor({ amount: card.amount?.value ?? null }, target.state)) void navigate(withMove(page, card.id, target.key), { preventScrollReset: true });
    else void move(card, target.key, () => navigate(withMove(page, card.id, target.key), { preventScrollReset: true }));
  };

  return (
    <>
      {board.pipelines.length > 1 ? <div className="mb-3"><Tabs label={t('board.pipelines')} tabs={board.pipelines.map(({ name, search: to, isCurrent }) => ({ to: { search: to }, label: name, isCurrent }))} /></div> : null}
      <div role="status" className="empty:hidden">{refusal ? <Alert tone="danger" className="mb-3" title={t('board.back')}>{refusal}</Alert> : null}</div>
      <nav aria-label={t('board.columns')} className="board-switch no-print">
        <ul>
          {columns.map(({ key, label, shownCount, isFolded, foldTo }) => (
            <li key={key}>{isFolded && foldTo !== null ? <Link to={{ search: foldTo }}>{label} <span>{shownCount}</span></Link> : <a href={`#column-${key}`}>{label} <span>{shownCount}</span></a>}</li>
          ))}
        </ul>
      </nav>
      <DndContext
        id="board"
        sensors={sensors}
        collisionDetection={collide}
        accessibility={accessibility}
        onDragStart={({ active }) => setDragged(String(active.id))}
        onDragEnd={drop}
        onDragCancel={() => setDragged(null)}
      >
        <div className="board" data-dragging={dragged ? '' : undefined}>
          {columns.map((column) => (
            <BoardColumn
              key={column.key}
              column={column}
              base={base}
              page={page}
              isTarget={dragged ? columnOf(dragged) !== column.key && canMove(dragged, column) : null}
              isLoading={loading === column.key}
              onMore={() => void loadMore(column.key)}
            />
          ))}
        </div>
        {dragged ? <BoardEnds columns={columns.filter((column) => column.state !== 'NEW' && column.stageId === null && canMove(dragged, column) && columnOf(dragged) !== column.key)} /> : null}
        <DragOverlay dropAnimation={null}>{dragged ? <div className="board-card board-card-lifted"><CardFace card={dragged} base={base} /></div> : null}</DragOverlay>
      </DndContext>
    </>
  );
}
