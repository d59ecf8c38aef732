import type { DndContextProps, UniqueIdentifier } from '@dnd-kit/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { columnOfTarget } from './board-ends';
import type { ShownColumn } from './load-board.server';
import type { ShownDeal } from './present-deal.server';
import { canMove } from './present-move';

interface Options {
  cardById: (id: string) => ShownDeal | undefined;
  columns: readonly ShownColumn[];
  columnOf: (card: ShownDeal) => string;
}

/** What a screen reader says while a card is being moved. */
export function useAnnouncements({ cardById, columns, columnOf }: Options): NonNullable<DndContextProps['accessibility']> {
  const { t } = useTranslation('deals');
  const hasLeft = useRef(false);
  const label = (key: UniqueIdentifier | undefined) => columns.find((column) => column.key === key)?.label ?? '';
  const say = (event: 'over' | 'end', id: UniqueIdentifier, key: UniqueIdentifier | undefined) => {
    const card = cardById(String(id));
    const column = columns.find((known) => known.key === columnOfTarget(key));
    if (!card || !column) return t('board.say.nowhere');
    const values = { title: card.title, column: column.label };
    if (columnOf(card) === column.key) return t(`board.say.${event}.same`, values);
    return t(canMove(card, column) ? `board.say.${event}.allowed` : `board.say.${event}.refused`, values);
  };
  return {
    screenReaderInstructions: { draggable: t('board.say.instructions') },
    announcements: {
      onDragStart: ({ active }) => {
        hasLeft.current = false;
        return t('board.say.start', { title: cardById(String(active.id))?.title ?? '', column: label(columns.find(({ cards }) => cards.some(({ id }) => id === active.id))?.key) });
      },
      onDragOver: ({ active, over }) => {
        const card = cardById(String(active.id));
        // being over its own column at first is no news
        if (!hasLeft.current && card && over?.id === columnOf(card)) return undefined;
        hasLeft.current = true;
        return say('over', active.id, over?.id);
      },
      onDragEnd: ({ active, over }) => say('end', active.id, over?.id),
      onDragCancel: ({ active }) => t('board.say.cancel', { title: cardById(String(active.id))?.title ?? '' }),
    },
  };
}
