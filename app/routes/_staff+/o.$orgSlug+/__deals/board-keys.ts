import type { KeyboardCoordinateGetter } from '@dnd-kit/core';
import { isEnd } from './board-ends';

/** By keyboard a card goes from column to column: left and right (and up and down, which some people try first). */
export const moveToNeighbour: KeyboardCoordinateGetter = (event, { context: { droppableRects, droppableContainers, collisionRect } }) => {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.code];
  if (!step || !collisionRect) return undefined;
  event.preventDefault();
  const columns = droppableContainers
    .getEnabled()
    .flatMap(({ id }) => (isEnd(id) ? [] : (droppableRects.get(id) ?? [])))
    .sort((a, b) => a.left - b.left);
  const middle = collisionRect.left + collisionRect.width / 2;
  const here = columns.findIndex(({ left, width }) => middle >= left && middle < left + width);
  const next = here === -1 ? (step > 0 ? columns.find(({ left }) => left > middle) : columns.findLast(({ left, width }) => left + width < middle)) : columns[here + step];
  return next && { x: next.left + (next.width - collisionRect.width) / 2, y: next.top + 56 };
};
