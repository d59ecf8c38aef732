import { useDraggable } from '@dnd-kit/core';
import { Link } from '@remix-run/react';
import { ArrowRightLeft, CalendarDays, Clock, GripVertical } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { PersonChip } from '~/ui/person-chip';
import type { ShownDeal } from './present-deal.server';
import { withMove } from './present-move';

interface Props {
  card: ShownDeal;
  base: string;
  /** The board's own address: the dialog stands on it. */
  page: string;
}

/** A deal on the board. The whole card is dragged by mouse and finger, its grip by keyboard. */
export function BoardCard({ card, base, page }: Props) {
  const { t } = useTranslation('deals');
  const { setNodeRef, setActivatorNodeRef, listeners, attributes, isDragging } = useDraggable({ id: card.id, disabled: !card.mayMove });
  const { onKeyDown, ...pointer } = listeners ?? {};
  return (
    <li ref={setNodeRef} {...pointer} data-row="deal" data-id={card.id} data-version={card.version} data-dragged={isDragging || undefined} data-movable={card.mayMove || undefined} className="board-card">
      <CardFace card={card} base={base} />
      {card.mayMove ? (
        <div className="board-tools">
          <button ref={setActivatorNodeRef} {...attributes} role={undefined} type="button" onKeyDown={(event) => (onKeyDown as ((event: unknown) => void) | undefined)?.(event)} aria-label={t('board.grip', { title: card.title })} className="board-grip">
            <GripVertical aria-hidden="true" className="size-4" />
          </button>
          <Link to={withMove(page, card.id)} preventScrollReset draggable={false} aria-label={t('board.moveTo', { title: card.title })} title={t('board.moveToShort')}>
            <ArrowRightLeft aria-hidden="true" className="size-4" />
          </Link>
        </div>
      ) : null}
    </li>
  );
}

/** What a card says: the same on the board and under the finger. */
export function CardFace({ card, base }: { card: ShownDeal; base: string }) {
  const { t } = useTranslation('deals');
  return (
    <>
      <Link to={`${base}/${card.id}`} draggable={false} className="board-title">{card.title}</Link>
      <p className="board-client">{card.client}</p>
      <p className="board-amount">{card.amount ? card.amount.text : <span className="text-muted">{t('noAmount')}</span>}</p>
      <p className="board-facts">
        {card.close ? <span data-late={card.close.isPast || undefined} title={t('fields.expectedCloseDay')}><CalendarDays aria-hidden="true" />{card.close.text}</span> : null}
        {card.rotting ? <span className="deal-rotting"><Clock aria-hidden="true" />{card.rotting.text}</span> : null}
        {card.owner ? <PersonChip name={card.owner} size="small" onlyAvatar className="ml-auto" /> : null}
      </p>
    </>
  );
}
